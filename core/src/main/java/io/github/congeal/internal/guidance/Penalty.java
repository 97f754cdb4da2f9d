package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.Tensor;

/** A number to be minimised that is computed from a picture or a latent, and its gradient. */
interface Penalty {
    /**
     * Computes the number and its gradient.
     *
     * @param x {@code [1, H, W, C]}; read-only
     * @param gradient overwritten with the gradient of the result with respect to x
     */
    double measure(Tensor x, Tensor gradient);
}
