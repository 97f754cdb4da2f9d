package io.github.congeal.cuda.engine;

import io.github.congeal.internal.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Computes convolutions of halves, tile by tile. */
interface TileMultiplier {
    /**
     * Convolves.
     *
     * @param x the pictures, with a row for each pixel
     * @param kernels the weights in the order of {@link KernelArrangement}
     * @param bias {@code [Cout]}, or null
     * @param added a tensor to add to the output, of its shape, or null
     */
    void convolve(Halves x, Halves kernels, @Nullable Tensor bias, @Nullable Tensor added, Convolved shape, Tensor out);
}
