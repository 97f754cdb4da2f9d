package io.github.congeal.internal.tensor;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Pictures {@code [N, R, R, 3]} as sequences of square patches {@code [N, 1 + (R / p)², p * p * 3]}, as a vision
 * transformer reads them. The place before the patches is left to a token that sees no pixels.
 */
public final class Patches {
    private final Ops ops;
    private final int size;

    /** Patches of {@code size} x {@code size} pixels. */
    public Patches(Ops ops, int size) {
        this.ops = ops;
        this.size = size;
    }

    /** Cuts pictures up; the first place of each sequence becomes zero. */
    public void cut(Tensor pictures, Tensor sequences) {
        if (ops.buffers().isImaginary()) {
            return;
        }
        long sequence = sequences.dimension(1) * sequences.dimension(2);
        long[] firsts = {sequences.dimension(0), sequences.dimension(2)};
        sequences.strided(0, firsts, sequence, 1).assign(0);
        patches(sequences, pictures).assign(pixels(pictures));
    }

    /** Puts patches back together: the gradient of {@link #cut}. */
    public void join(Tensor sequences, Tensor pictures) {
        if (ops.buffers().isImaginary()) {
            return;
        }
        pixels(pictures).assign(patches(sequences, pictures));
    }

    /** The pictures seen as {@code [N, row of patches, patch, row of pixels, pixels of the row]}. */
    private INDArray pixels(Tensor pictures) {
        long n = pictures.dimension(0);
        long side = pictures.dimension(1);
        long row = side * pictures.dimension(3);
        long patchRow = size * pictures.dimension(3);
        long[] shape = {n, side / size, side / size, size, patchRow};
        long[] strides = {side * row, size * row, patchRow, row, 1};
        return pictures.strided(0, shape, strides);
    }

    /** The sequences without their first place, seen the same way. */
    private INDArray patches(Tensor sequences, Tensor pictures) {
        long n = sequences.dimension(0);
        long grid = pictures.dimension(1) / size;
        long patch = sequences.dimension(2);
        long[] shape = {n, grid, grid, size, patch / size};
        long[] strides = {sequences.dimension(1) * patch, grid * patch, patch, patch / size, 1};
        return sequences.strided(patch, shape, strides);
    }
}
