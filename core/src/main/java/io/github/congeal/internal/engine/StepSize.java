package io.github.congeal.internal.engine;

import io.github.congeal.internal.tensor.Saved;

/** How far the optimiser goes in each step. */
@FunctionalInterface
interface StepSize extends Saved {
    /** The step size after a number of steps. */
    double at(int taken);

    /** Takes note of the sum of losses that a step began with; called after each step. */
    default void see(double loss) {}

    /** Forgets the losses that it has seen, for from now on they will be others. */
    default void forgetLosses() {}
}
