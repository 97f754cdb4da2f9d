package io.github.congeal.internal.tensor.host;

import java.util.Arrays;

/** Blends a cutout with a blurred one, see {@link io.github.congeal.internal.tensor.CutoutKernels#stencil}. */
final class HostStencil {
    private static final int KERNEL = 3;

    /** The weight in the middle of the kernel less 1, the weight of the others. */
    private final float extra;

    private final float sum;

    HostStencil(float centre) {
        this.extra = centre - 1;
        this.sum = KERNEL * KERNEL + extra;
    }

    void forward(float factor, float[] in, float[] out, int size) {
        int row = size * 3;
        System.arraycopy(in, 0, out, 0, size * row);
        for (int y = 1; y < size - 1; y++) {
            int end = (y + 1) * row - 3;
            for (int i = y * row + 3; i < end; i++) {
                float blurred = Math.min(Math.max(blur(in, i, row), 0f), 1f);
                out[i] = blurred + factor * (in[i] - blurred);
            }
        }
    }

    void backward(float factor, float[] in, float[] outGradient, float[] inGradient, int size) {
        int row = size * 3;
        System.arraycopy(outGradient, 0, inGradient, 0, size * row);
        // outGradient becomes the gradient with respect to the blur: zero on the border and where the clamp acts.
        for (int y = 0; y < size; y++) {
            int from = y * row;
            int to = from + row;
            if (y == 0 || y == size - 1) {
                Arrays.fill(outGradient, from, to, 0f);
                continue;
            }
            Arrays.fill(outGradient, from, from + 3, 0f);
            Arrays.fill(outGradient, to - 3, to, 0f);
            for (int i = from + 3; i < to - 3; i++) {
                float blurred = blur(in, i, row);
                float gradient = outGradient[i];
                inGradient[i] = factor * gradient;
                outGradient[i] = blurred >= 0 && blurred <= 1 ? (1 - factor) / sum * gradient : 0;
            }
        }
        // The kernel is symmetric, so the transposed blur is the blur of that gradient.
        for (int y = 0; y < size; y++) {
            for (int other = Math.max(y - 1, 0); other <= Math.min(y + 1, size - 1); other++) {
                addShifted(outGradient, other * row, inGradient, y * row, row);
            }
            for (int i = y * row; i < (y + 1) * row; i++) {
                inGradient[i] += extra * outGradient[i];
            }
        }
    }

    /** The blurred value at {@code i}, an index not on the border, before the clamp. */
    private float blur(float[] in, int i, int row) {
        float above = in[i - row - 3] + in[i - row] + in[i - row + 3];
        float here = in[i - 3] + in[i] + in[i + 3];
        float below = in[i + row - 3] + in[i + row] + in[i + row + 3];
        return (above + here + below + extra * in[i]) / sum;
    }

    /** Adds to each pixel of a row the same pixel of another row and the existing neighbours of that. */
    private static void addShifted(float[] from, int fromRow, float[] to, int toRow, int row) {
        for (int i = 0; i < row; i++) {
            to[toRow + i] += from[fromRow + i];
        }
        for (int i = 3; i < row; i++) {
            to[toRow + i] += from[fromRow + i - 3];
        }
        for (int i = 0; i < row - 3; i++) {
            to[toRow + i] += from[fromRow + i + 3];
        }
    }
}
