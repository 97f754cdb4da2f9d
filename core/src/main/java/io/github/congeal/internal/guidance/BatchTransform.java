package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.Tensor;

/**
 * Transforms of one kind, done to a whole chunk of cutouts where tensors live; see {@link Transform} for what they do.
 * What memory it needs it takes from the run's buffers, and gives back but for what it keeps for the gradient.
 */
interface BatchTransform {
    /**
     * Applies them.
     *
     * @param pixels {@code [cutouts, size * size * 3]}, in place
     */
    void forward(Tensor pixels);

    /**
     * Takes the gradient back, and gives back what was kept.
     *
     * @param gradient {@code [cutouts, size * size * 3]}, in place
     */
    void backward(Tensor gradient);
}
