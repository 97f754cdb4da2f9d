package io.github.congeal.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.control.Ending;
import io.github.congeal.control.Stop;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class CongealedRuleTest {
    /** As much as other cutouts change the loss of the same picture. */
    private static final double NOISE = 0.02;

    private static final int RUNS = 200;
    private static final int STEPS = 300;

    @Test
    void aLossThatFallsGoesOnThroughTheNoise() {
        // 0.04 from half to half, four times what is asked for.
        for (int seed = 0; seed < RUNS; seed++) {
            assertThat(end(step -> 1 - 0.002 * step, seed)).as("seed %d", seed).isEqualTo(STEPS);
        }
    }

    @Test
    void aLossThatStandsStillEndsWhenTheWindowIsFull() {
        for (int seed = 0; seed < RUNS; seed++) {
            assertThat(end(step -> 0.6, seed)).as("seed %d", seed).isBetween(39, 60);
        }
    }

    @Test
    void aLossThatFallsAndThenStandsStillEndsThen() {
        for (int seed = 0; seed < RUNS; seed++) {
            assertThat(end(step -> Math.max(0.6, 1 - 0.004 * step), seed))
                    .as("seed %d", seed)
                    .isBetween(100, 170);
        }
    }

    @Test
    void aSceneThatWillYetActGoesOn() {
        CongealedRule rule = new CongealedRule(Stop.congealed().window(4));
        for (int step = 0; step < 20; step++) {
            assertThat(rule.see(step, 1, true)).isEmpty();
        }
        for (int step = 20; step < 23; step++) {
            assertThat(rule.see(step, 1, false)).isEmpty();
        }
        assertThat(rule.see(23, 1, false)).contains(Ending.CONGEALED);
    }

    @Test
    void whatIsSeenTwiceCountsOnce() {
        CongealedRule rule = new CongealedRule(Stop.congealed().window(3));
        for (int again = 0; again < 5; again++) {
            assertThat(rule.see(7, 1, false)).isEmpty();
        }
    }

    private static int end(IntToDoubleFunction loss, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        CongealedRule rule = new CongealedRule(Stop.congealed());
        for (int step = 0; step < STEPS; step++) {
            double noise = NOISE * (random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5) * 2;
            if (rule.see(step, loss.applyAsDouble(step) + noise, false).isPresent()) {
                return step;
            }
        }
        return STEPS;
    }
}
