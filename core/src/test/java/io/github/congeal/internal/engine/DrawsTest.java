package io.github.congeal.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class DrawsTest {
    private static final int SEEDS = 100;
    private static final int NUMBERS = 64;
    /** Everything that draws in a run with two goals. */
    private static final List<String> DRAWERS = List.of("start", "goal 0", "goal 1", "cutouts", "scene");

    @Test
    void noStreamRepeatsAnyPartOfAnother() {
        Set<Long> seen = new HashSet<>();
        int drawn = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            Draws draws = Draws.of(seed);
            for (int step = Draws.BEFORE_THE_STEPS; step < 3; step++) {
                for (String who : DRAWERS) {
                    RandomGenerator random = draws.random(step, who);
                    for (int i = 0; i < NUMBERS; i++) {
                        seen.add(random.nextLong());
                        drawn++;
                    }
                }
            }
        }
        assertThat(seen).hasSize(drawn);
    }

    @Test
    void theSameStreamBeginsAnew() {
        Draws draws = Draws.of(-5);
        assertThat(draws.random(2, "cutouts").nextLong())
                .isEqualTo(draws.random(2, "cutouts").nextLong());
    }
}
