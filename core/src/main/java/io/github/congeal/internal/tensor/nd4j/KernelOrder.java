package io.github.congeal.internal.tensor.nd4j;

import io.github.congeal.internal.tensor.Tensor;
import java.nio.FloatBuffer;

/** The memory order of a convolution's kernels, among those that ND4J takes. */
public enum KernelOrder {
    /** {@code [k, k, Cin, Cout]}: oneDNN reorders kernels at each call in any case. */
    OUTPUTS_LAST(0),
    /** {@code [Cout, k, k, Cin]}: the order of cuDNN for channels-last pictures; ND4J copies others at each call. */
    OUTPUTS_FIRST(2);

    private final int format;

    KernelOrder(int format) {
        this.format = format;
    }

    /** ND4J's number of this order. */
    int format() {
        return format;
    }

    /** The shape of kernels. */
    long[] shape(int side, int inputs, int outputs) {
        return this == OUTPUTS_LAST
                ? new long[] {side, side, inputs, outputs}
                : new long[] {outputs, side, side, inputs};
    }

    /**
     * The index of a weight.
     *
     * @param area the weights of a kernel per input channel
     * @param place the position in the kernel, in row-major order
     */
    int index(int area, int inputs, int outputs, int place, int input, int output) {
        return this == OUTPUTS_LAST
                ? (place * inputs + input) * outputs + output
                : (output * area + place) * inputs + input;
    }

    /** The side k of kernels in this order. */
    int side(Tensor kernels) {
        return (int) kernels.dimension(1);
    }

    /**
     * Rotates kernels by 180 degrees and swaps their input and output channels, piece by piece, so that they need not fit
     * on the heap at once.
     *
     * @param kernels in this order
     * @param target filled in this order
     */
    void turn(Tensor kernels, int area, int inputs, int outputs, FloatBuffer target) {
        boolean last = this == OUTPUTS_LAST;
        int pieces = last ? area * inputs : outputs;
        int rows = last ? 1 : area;
        int columns = last ? outputs : inputs;
        int step = last ? inputs : area * outputs;
        float[] piece = new float[rows * columns];
        for (int p = 0; p < pieces; p++) {
            kernels.read((long) p * piece.length, piece, 0, piece.length);
            for (int r = 0; r < rows; r++) {
                int at = last
                        ? index(area, outputs, inputs, area - 1 - p / inputs, 0, p % inputs)
                        : index(area, outputs, inputs, area - 1 - r, p, 0);
                spread(piece, r * columns, columns, target, at, step);
            }
        }
    }

    /** Copies adjacent values to positions that are {@code step} apart. */
    private static void spread(float[] numbers, int from, int count, FloatBuffer target, int at, int step) {
        for (int i = 0; i < count; i++) {
            target.put(at + i * step, numbers[from + i]);
        }
    }
}
