package io.github.congeal.internal.tensor;

/**
 * The kernels that every device must implement; all others have defaults composed of these. Each writes into a given
 * output, which it overwrites.
 */
public interface Primitives {
    /** The run's memory. */
    Buffers buffers();

    /** The run's constants. */
    Constants constants();

    /** The number of multiply-adds of all convolutions and matrix products so far; also counted in a dry run. */
    long multiplyAdds();

    /**
     * A convolution, of the upsampled picture if the filter's {@link Convolution#scale} is 2.
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
     * The matrix product over the last two dimensions, for each index of the leading ones, times a factor.
     *
     * @param a may be {@linkplain Tensor#heads strided}, as b and out may
     * @param transposeA whether {@code a} is to be transposed first
     * @param transposeB whether {@code b} is to be transposed first
     * @param factor multiplies the product
     */
    void multiply(Tensor a, boolean transposeA, Tensor b, boolean transposeB, double factor, Tensor out);

    /**
     * Applies a function of two numbers element by element.
     *
     * @param x shaped as out, or with dimensions of 1, which are broadcast
     * @param y likewise
     * @param out may be x or y
     */
    void combine(Kernels.Pair pair, Tensor x, Tensor y, Tensor out);

    /** Applies a function to each element; out may be x. */
    void apply(Kernels.Function function, Tensor x, Tensor out);

    /** Sets all elements to one value; x may be {@linkplain Tensor#strided strided}. */
    void fill(Tensor x, double value);

    /**
     * {@code out = x}, converted if they are of different precision.
     *
     * @param x may be {@linkplain Tensor#strided strided}, as out may; their shapes are the same
     */
    void copy(Tensor x, Tensor out);

    /** Permutes dimensions: dimension {@code i} of the output is dimension {@code order[i]} of the input. */
    void permute(Tensor x, Tensor out, int... order);

    /**
     * Argmin: the index of the smallest element of each row of {@code [rows, C]}; of equal ones, on the CPU, the first.
     *
     * @param out {@code [rows]} of {@link Tensor.Precision#INDEX}
     */
    void argminOfRows(Tensor x, Tensor out);

    /**
     * Gathers rows of a table {@code [N, C]}, or elements of a vector {@code [N]}.
     *
     * @param places the indices, {@code [rows]} of {@link Tensor.Precision#INDEX}
     * @param out {@code [rows, C]}, or {@code [rows]}
     */
    void lookUp(Tensor table, Tensor places, Tensor out);

    /** Softmax along the last dimension; out may be x. */
    void softmax(Tensor x, Tensor out);

    /** Average pooling: {@code [N, H, W, C]} to {@code [N, H / size, W / size, C]}, kernel and stride {@code size}. */
    void averagePool(Tensor x, int size, Tensor out);

    /**
     * Average pooling with stride 1 and zero padding that keeps the size; the zeros count in the averages, and the
     * kernel {@code size} is odd.
     */
    void average(Tensor x, int size, Tensor out);
}
