package io.github.congeal.internal.engine;

import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;

/**
 * Restarts the optimiser after some steps.
 *
 * @param steps after how many
 */
record Restarts(IntPredicate steps) implements Scene {
    @Override
    public boolean act(int step, Canvas canvas, RandomGenerator random) {
        return steps.test(step);
    }
}
