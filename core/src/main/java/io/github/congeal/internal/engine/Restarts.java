package io.github.congeal.internal.engine;

import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;

/**
 * Resets the optimiser after certain steps.
 *
 * @param steps whether to reset the optimiser after a number of steps
 */
record Restarts(IntPredicate steps) implements Scene {
    @Override
    public boolean act(int step, Canvas canvas, RandomGenerator random) {
        return steps.test(step);
    }
}
