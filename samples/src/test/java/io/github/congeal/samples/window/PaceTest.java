package io.github.congeal.samples.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void pausesDoNotCount() {
        Pace pace = new Pace();
        assertThat(pace.stepsPerSecond()).isEmpty();
        pace.tick(0);
        pace.tick(SECOND / 2);
        pace.interrupt();
        pace.tick(100 * SECOND);
        pace.tick(100 * SECOND + SECOND / 2);

        assertThat(pace.stepsPerSecond().orElseThrow()).isCloseTo(2, within(1e-9));
    }

    @Test
    void onlyTheLatestStepsCount() {
        Pace pace = new Pace();
        for (int i = 0; i < 10; i++) {
            pace.tick(i * 10 * SECOND);
        }
        long now = 100 * SECOND;
        for (int i = 0; i < 30; i++) {
            pace.tick(now + i * SECOND);
        }

        assertThat(pace.stepsPerSecond().orElseThrow()).isCloseTo(1, within(1e-9));
    }

    @Test
    void timesAreSaidAsPeopleSayThem() {
        assertThat(Pace.inWords(Duration.ofMillis(7600))).isEqualTo("8 s");
        assertThat(Pace.inWords(Duration.ofSeconds(125))).isEqualTo("2 min 5 s");
        assertThat(Pace.inWords(Duration.ofMinutes(72))).isEqualTo("1 h 12 min");
    }
}
