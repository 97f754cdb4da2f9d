package io.github.congeal.internal.engine;

import io.github.congeal.internal.tensor.Saved;

/** The step size of the optimiser, its learning rate, in each step. */
@FunctionalInterface
interface StepSize extends Saved {
    /** The step size of the step after {@code taken} steps. */
    double at(int taken);

    /** Records the sum of the losses before a step; called after each step. */
    default void see(double loss) {}

    /** Forgets the recorded losses, because other losses will follow. */
    default void forgetLosses() {}
}
