package io.github.congeal.cuda.engine;

import io.github.congeal.internal.tensor.Convolution;
import io.github.congeal.internal.tensor.Padding;

/**
 * The memory order of a convolution's weights on the GPU, {@code [parities, side, side, outputs, inputs]}, and how they are
 * applied to the picture.
 *
 * <p>With scale 2, the upsampled picture is never made: a 3x3 kernel on it covers one or two pixels of the small picture in
 * each direction, so there is a 2x2 kernel for each of the four parities of an output pixel. The backward pass has 4x4 kernels
 * that read every second pixel.
 *
 * @param side the side of a kernel
 * @param step the stride of the input's pixels for adjacent output pixels
 * @param pad how many pixels before its output pixel a kernel begins to read
 * @param spread 2 if there are four parities, otherwise 1
 * @param inputs the channels that are read
 * @param outputs the channels that are computed
 * @param forward true for the forward pass, false for the backward pass
 */
record KernelArrangement(int side, int step, int pad, int spread, int inputs, int outputs, boolean forward) {
    private static final int ENLARGED_KERNEL = 3;

    /** Whether the upsampled picture has to be made, because there is no arrangement for this convolution. */
    static boolean enlargesFirst(Convolution shape) {
        return shape.scale() == 2 && (shape.kernel() != ENLARGED_KERNEL || shape.stride() != 1);
    }

    /** The arrangement for the forward pass. */
    static KernelArrangement forward(Convolution shape) {
        int inputs = shape.inputs();
        int outputs = shape.outputs();
        if (shape.scale() == 2 && !enlargesFirst(shape)) {
            return new KernelArrangement(2, 1, 1, 2, inputs, outputs, true);
        }
        int pad = shape.padding() == Padding.CENTRED ? shape.kernel() / 2 : 0;
        return new KernelArrangement(shape.kernel(), shape.stride(), pad, 1, inputs, outputs, true);
    }

    /** The arrangement for the backward pass; with a stride, the gradient's pixels are spread apart first. */
    static KernelArrangement backward(Convolution shape) {
        int inputs = shape.outputs();
        int outputs = shape.inputs();
        if (shape.scale() == 2 && !enlargesFirst(shape)) {
            return new KernelArrangement(4, 2, 1, 1, inputs, outputs, false);
        }
        return new KernelArrangement(shape.kernel(), 1, shape.kernel() / 2, 1, inputs, outputs, false);
    }

    /** The number of weights. */
    int length() {
        return spread * spread * side * side * outputs * inputs;
    }

    /** The number of rows of {@code inputs} weights. */
    int rows() {
        return length() / inputs;
    }

    /**
     * Reorders weights to this arrangement.
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

    /** The positions in a row or column of the original kernel whose weights are added up at a position of this one. */
    private int[] original(int parity, int place, int kernel) {
        if (forward && spread == 2) {
            // The original positions on either side of the border between two small pixels.
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
     * The inverse of {@link #arrange}, {@code [Cout, Cin, k, k]}; not for scale 2, where weights were added up.
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
