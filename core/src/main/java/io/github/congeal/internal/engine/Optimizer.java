package io.github.congeal.internal.engine;

/** Moves a latent against its gradient. One instance serves one run and remembers what it has seen. */
public interface Optimizer {
    /**
     * Takes one step.
     *
     * @param latent changed in place
     * @param gradient of the loss with respect to the latent, of the same length
     */
    void step(float[] latent, float[] gradient);
}
