package io.github.congeal.internal.engine;

import io.github.congeal.internal.tensor.Kernels;
import io.github.congeal.internal.tensor.Saved;
import io.github.congeal.internal.tensor.Tensor;

/** Moves parameters against their gradient. One instance serves one run and keeps its state. */
public interface Optimizer extends Saved {
    /**
     * Takes one step.
     *
     * @param stepSize the learning rate of this step
     * @param parameters changed in place
     * @param gradient of the loss with respect to the parameters, of the same shape; undefined afterwards
     */
    void step(double stepSize, Tensor parameters, Tensor gradient);

    /**
     * Resets the state, after the parameters were replaced. The initial state of every optimiser is all zeros.
     */
    default void restart(Kernels kernels) {
        state(new Forgotten(kernels));
    }
}
