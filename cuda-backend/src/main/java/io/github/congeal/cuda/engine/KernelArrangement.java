package io.github.congeal.cuda.engine;

import io.github.congeal.internal.tensor.Convolution;
import io.github.congeal.internal.tensor.Padding;

/**
 * The kernels of a convolution in the order in which the GPU reads them, and how it goes through the picture with them:
 * {@code [parities, side, side, outputs, inputs]}.
 *
 * <p>The picture at twice its size is never made: of its pixels, the kernels see one or two small ones in each direction,
 * so for each of four parities of the output there are kernels of 2x2. The gradient's way back are kernels of 4x4 that
 * read every second pixel.
 *
 * @param side of a kernel
 * @param step how many pixels of the input there are between those of the output
 * @param pad where a kernel begins to read, so many pixels before
 * @param spread 2 where there are four parities, otherwise 1
 * @param inputs channels of what is read
 * @param outputs channels of what is computed
 * @param forward whether it is not the gradient's way back
 */
record KernelArrangement(int side, int step, int pad, int spread, int inputs, int outputs, boolean forward) {
    private static final int ENLARGED_KERNEL = 3;

    /** Whether the picture at twice its size has to be made. */
    static boolean enlargesFirst(Convolution shape) {
        return shape.scale() == 2 && (shape.kernel() != ENLARGED_KERNEL || shape.stride() != 1);
    }

    /** From input to output. */
    static KernelArrangement forward(Convolution shape) {
        int inputs = shape.inputs();
        int outputs = shape.outputs();
        if (shape.scale() == 2 && !enlargesFirst(shape)) {
            return new KernelArrangement(2, 1, 1, 2, inputs, outputs, true);
        }
        int pad = shape.padding() == Padding.CENTRED ? shape.kernel() / 2 : 0;
        return new KernelArrangement(shape.kernel(), shape.stride(), pad, 1, inputs, outputs, true);
    }

    /** From the output's gradient, its pixels spread where there is a stride, to the input's. */
    static KernelArrangement backward(Convolution shape) {
        int inputs = shape.outputs();
        int outputs = shape.inputs();
        if (shape.scale() == 2 && !enlargesFirst(shape)) {
            return new KernelArrangement(4, 2, 1, 1, inputs, outputs, false);
        }
        return new KernelArrangement(shape.kernel(), 1, shape.kernel() / 2, 1, inputs, outputs, false);
    }

    /** How many numbers there are. */
    int length() {
        return spread * spread * side * side * outputs * inputs;
    }

    /** How many rows of inputs there are. */
    int rows() {
        return length() / inputs;
    }

    /**
     * The kernels in this order.
     *
     * @param values {@code [Cout, Cin, k, k]}
     */
    float[] arrange(Convolution shape, float... values) {
        float[] arranged = new float[length()];
        int places = side * side;
        for (int parity = 0; parity < spread * spread; parity++) {
            for (int place = 0; place < places; place++) {
                int[] rows = original(parity / 2, place / side, shape.kernel());
                int[] columns = original(parity % 2, place % side, shape.kernel());
                for (int row : rows) {
                    for (int column : columns) {
                        add(shape, values, row * shape.kernel() + column, arranged, parity * places + place);
                    }
                }
            }
        }
        return arranged;
    }

    /** Which places of a row or column of the original kernels are added up at one of these. */
    private int[] original(int parity, int place, int kernel) {
        if (forward && spread == 2) {
            // What lies left and right of a small pixel's border.
            return parity == 0
                    ? place == 0 ? new int[] {0} : new int[] {1, 2}
                    : place == 0 ? new int[] {0, 1} : new int[] {2};
        }
        if (step == 2 && !forward) {
            return switch (place) {
                case 0 -> new int[] {2};
                case 1 -> new int[] {1, 2};
                case 2 -> new int[] {0, 1};
                default -> new int[] {0};
            };
        }
        return new int[] {forward ? place : kernel - 1 - place};
    }

    /**
     * The kernels as they were before they were arranged, {@code [Cout, Cin, k, k]}; not of the picture at twice its size,
     * where some were added up.
     */
    float[] restore(Convolution shape, float... arranged) {
        float[] values = new float[arranged.length];
        for (int n = 0; n < arranged.length; n++) {
            int place = n / inputs / outputs;
            int output = n / inputs % outputs;
            values[(output * inputs + n % inputs) * shape.area() + place] = arranged[n];
        }
        return values;
    }

    private void add(Convolution shape, float[] values, int from, float[] arranged, int to) {
        int area = shape.area();
        for (int o = 0; o < outputs; o++) {
            int at = (to * outputs + o) * inputs;
            for (int i = 0; i < inputs; i++) {
                int original = forward ? o * inputs + i : i * outputs + o;
                arranged[at + i] += values[original * area + from];
            }
        }
    }
}
