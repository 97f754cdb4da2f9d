package io.github.congeal.internal.tensor;

/** The operations that every device has to have; all others are made of these. Each writes into a given output. */
public interface Primitives {
    /** The run's memory. */
    Buffers buffers();

    /** The run's constants. */
    Constants constants();

    /** How many products convolutions and matrix products have computed and added up so far, in a dry run too. */
    long multiplyAdds();

    /**
     * A convolution, of the picture at twice its size if the filter's scale is 2.
     *
     * @param x {@code [N, H, W, Cin]}
     * @param filter made by this device
     * @param out {@code [N, H', W', Cout]}
     */
    void convolve(Tensor x, Filter filter, Tensor out);

    /**
     * The gradient of {@link #convolve} with respect to x.
     *
     * @param gradient with respect to the output
     * @param out {@code [N, H, W, Cin]}
     */
    void convolveBackward(Tensor gradient, Filter filter, Tensor out);

    /**
     * The matrix product of the last two dimensions, for each of the leading ones, times a number.
     *
     * @param a may be {@linkplain Tensor#heads strided}, as b and out may
     * @param transposeA whether {@code a} is to be transposed first
     * @param transposeB whether {@code b} is to be transposed first
     * @param factor the number
     */
    void multiply(Tensor a, boolean transposeA, Tensor b, boolean transposeB, double factor, Tensor out);

    /**
     * A number for each pair of numbers.
     *
     * @param x as out, or with dimensions of 1 in place of some of its: these are stretched
     * @param y likewise
     * @param out may be x or y
     */
    void combine(Kernels.Pair pair, Tensor x, Tensor y, Tensor out);

    /** A function of each number; out may be x. */
    void apply(Kernels.Function function, Tensor x, Tensor out);

    /** Makes all numbers the same; x may be {@linkplain Tensor#strided strided}. */
    void fill(Tensor x, double value);

    /**
     * {@code out = x}, rounded where they are of different precision.
     *
     * @param x may be {@linkplain Tensor#strided strided}, as out may; their shapes are the same
     */
    void copy(Tensor x, Tensor out);

    /** Swaps dimensions: dimension {@code i} of the output is dimension {@code order[i]} of the input. */
    void permute(Tensor x, Tensor out, int... order);

    /**
     * The place of the least number of each row of {@code [rows, C]}; of equal ones, on the CPU, the first.
     *
     * @param out {@code [rows]} of {@link Tensor.Precision#INDEX}
     */
    void leastOfRows(Tensor x, Tensor out);

    /**
     * Rows of a table {@code [N, C]}, or numbers of a list {@code [N]}, one after the other.
     *
     * @param places which, {@code [rows]} of {@link Tensor.Precision#INDEX}
     * @param out {@code [rows, C]}, or {@code [rows]}
     */
    void lookUp(Tensor table, Tensor places, Tensor out);

    /** Softmax along the last dimension; out may be x. */
    void softmax(Tensor x, Tensor out);

    /** The mean of squares of {@code size} x {@code size} pixels, side by side. */
    void averagePool(Tensor x, int size, Tensor out);

    /** The mean of the square of {@code size} x {@code size} pixels around each, zeros around the picture included. */
    void average(Tensor x, int size, Tensor out);
}
