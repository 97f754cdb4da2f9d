package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.Tensor;

/** A number that a picture, or a latent, is to make small, and its gradient. */
interface Penalty {
    /**
     * Measures.
     *
     * @param x {@code [1, H, W, C]}; read-only
     * @param gradient of the result with respect to x, overwritten
     */
    double measure(Tensor x, Tensor gradient);
}
