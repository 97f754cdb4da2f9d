package io.github.congeal.internal.tensor;

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

    /** The best order where the arrays live. */
    public static KernelOrder here() {
        return Backend.onHost() ? OUTPUTS_LAST : OUTPUTS_FIRST;
    }

    /** ND4J's number for it. */
    int format() {
        return format;
    }

    /** The shape of kernels. */
    public long[] shape(int side, int inputs, int outputs) {
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
    public int index(int area, int inputs, int outputs, int place, int input, int output) {
        return this == OUTPUTS_LAST
                ? (place * inputs + input) * outputs + output
                : (output * area + place) * inputs + input;
    }

    /** The side of kernels of a shape. */
    int side(Tensor kernels) {
        return (int) kernels.dimension(1);
    }
}
