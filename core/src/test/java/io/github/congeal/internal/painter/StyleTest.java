package io.github.congeal.internal.painter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StyleTest {
    private static final int STYLES = 10_000;

    private final RandomGenerator random = new SplittableRandom(1);
    private final List<Style> styles =
            Stream.generate(() -> Style.draw(random)).limit(STYLES).toList();

    @Test
    void groundsAreMostlyLightAndSoftlyTinted() {
        assertThat(styles).allSatisfy(style -> {
            float least = Math.min(style.red(), Math.min(style.green(), style.blue()));
            float most = Math.max(style.red(), Math.max(style.green(), style.blue()));
            assertThat(least).isBetween(0f, 1f);
            assertThat(most).isBetween(least, 1f);
            assertThat(most - least).isLessThanOrEqualTo(0.24f);
        });
        assertThat(styles).anyMatch(style -> Math.abs(style.red() - style.blue()) > 0.15);
        assertThat(share(styles.stream().filter(style -> style.green() < 0.5).count()))
                .isCloseTo(0.07, within(0.02));
    }

    @Test
    void someAreFlat() {
        assertThat(share(styles.stream().filter(Style::drawing).count())).isCloseTo(0.12, within(0.02));
    }

    private static double share(long count) {
        return (double) count / STYLES;
    }
}
