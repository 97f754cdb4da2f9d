package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.Tensor;

/**
 * Transforms of one kind, done to a whole chunk of cutouts where tensors live; see {@link Transform} for what they do.
 * What memory it needs it takes from the run's buffers, and gives back but for what it keeps for the gradient.
 */
interface BatchTransform extends AutoCloseable {
    /**
     * Applies them.
     *
     * @param pixels {@code [cutouts, size * size * 3]}, in place
     */
    void forward(Tensor pixels);

    /**
     * Takes the gradient back.
     *
     * @param gradient {@code [cutouts, size * size * 3]}, in place
     */
    void backward(Tensor gradient);

    /** Gives back what was kept. */
    @Override
    default void close() {
        // Most keep nothing.
    }
}
