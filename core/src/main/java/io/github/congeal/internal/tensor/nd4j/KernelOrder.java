package io.github.congeal.internal.tensor.nd4j;

import io.github.congeal.internal.tensor.Tensor;
import java.nio.FloatBuffer;

/** In which order the numbers of a convolution's kernels lie, among those that ND4J takes. */
public enum KernelOrder {
    /** {@code [k, k, Cin, Cout]}: oneDNN brings them into an order of its own at each call, whatever they come in. */
    OUTPUTS_LAST(0),
    /** {@code [Cout, k, k, Cin]}: what cuDNN takes for pictures with their channels last; others ND4J copies at each call. */
    OUTPUTS_FIRST(2);

    private final int format;

    KernelOrder(int format) {
        this.format = format;
    }

    /** ND4J's number for it. */
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
     * Where a number lies.
     *
     * @param area how many places a kernel has
     * @param place which of them, row by row
     */
    int index(int area, int inputs, int outputs, int place, int input, int output) {
        return this == OUTPUTS_LAST
                ? (place * inputs + input) * outputs + output
                : (output * area + place) * inputs + input;
    }

    /** The side of kernels of a shape. */
    int side(Tensor kernels) {
        return (int) kernels.dimension(1);
    }

    /**
     * Turns kernels by half a circle and swaps their inputs and outputs, piece by piece, so that the heap need not hold all
     * of them.
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

    /** Puts numbers that lie side by side into places that lie a step apart. */
    private static void spread(float[] numbers, int from, int count, FloatBuffer target, int at, int step) {
        for (int i = 0; i < count; i++) {
            target.put(at + i * step, numbers[from + i]);
        }
    }
}
