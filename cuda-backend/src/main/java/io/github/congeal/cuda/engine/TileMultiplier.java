package io.github.congeal.cuda.engine;

import io.github.congeal.internal.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Computes convolutions of halves, tile by tile: the heart of a set of kernels. */
interface TileMultiplier {
    /**
     * Convolves.
     *
     * @param x the pictures, a row for each pixel
     * @param kernels in the order of {@link KernelArrangement}
     * @param bias what is added to each pixel of the output, or none
     * @param added what is added to the output, of its shape, or nothing
     */
    void convolve(Halves x, Halves kernels, @Nullable Tensor bias, @Nullable Tensor added, Convolved shape, Tensor out);
}
