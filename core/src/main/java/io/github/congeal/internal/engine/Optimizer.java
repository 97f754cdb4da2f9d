package io.github.congeal.internal.engine;

import io.github.congeal.internal.tensor.Tensor;

/** Moves a latent against its gradient. One instance serves one run and remembers what it has seen. */
public interface Optimizer {
    /**
     * Takes one step.
     *
     * @param latent changed in place
     * @param gradient of the loss with respect to the latent, of the same shape; undefined afterwards
     */
    void step(Tensor latent, Tensor gradient);
}
