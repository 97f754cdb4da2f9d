package io.github.congeal.internal.tensor;

import io.github.congeal.internal.tensor.Kernels.Function;
import io.github.congeal.internal.tensor.Kernels.Pair;
import io.github.congeal.internal.tensor.Tensor.Precision;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Operations on each element, and sums and products of rows and columns. */
public interface Elementwise extends Primitives {
    /** The matrix product over the last two dimensions, for each index of the leading ones: {@code out = a b}. */
    default void multiply(Tensor a, boolean transposeA, Tensor b, boolean transposeB, Tensor out) {
        multiply(a, transposeA, b, transposeB, 1, out);
    }

    /**
     * The product with a matrix of weights, plus a bias if there is one.
     *
     * @param a {@code [rows, depth]}
     * @param weights {@code [depth, columns]}, or {@code [columns, depth]} if transposed
     * @param bias {@code [columns]}, or null for none
     * @param out {@code [rows, columns]}
     */
    default void multiply(Tensor a, Tensor weights, boolean transposed, @Nullable Tensor bias, Tensor out) {
        multiply(a, false, weights, transposed, out);
        if (bias != null) {
            addBias(out, bias);
        }
    }

    /** {@code x += bias}, the bias running along the last dimension. */
    default void addBias(Tensor x, Tensor bias) {
        combine(Pair.ADD, matrix(x), bias.reshape(1, bias.length()), matrix(x));
    }

    /** {@code x += y}. */
    default void add(Tensor x, Tensor y) {
        combine(Pair.ADD, x, y, x);
    }

    /** {@code x *= y}. */
    default void multiplyElements(Tensor x, Tensor y) {
        combine(Pair.MULTIPLY, x, y, x);
    }

    /** {@code out = x * y}, element by element. */
    default void multiplyElements(Tensor x, Tensor y, Tensor out) {
        combine(Pair.MULTIPLY, x, y, out);
    }

    /** {@code x *= factor}. */
    default void scale(Tensor x, double factor) {
        combine(Pair.MULTIPLY, x, constants().number(factor, x.precision()), x);
    }

    /** {@code x = x * factor + term}. */
    default void scaleAndShift(Tensor x, double factor, double term) {
        if (factor != 1) {
            scale(x, factor);
        }
        combine(Pair.ADD, x, constants().number(term, x.precision()), x);
    }

    /** Multiplies each row of {@code [rows, C]} element by element by a vector {@code [C]}. */
    default void multiplyRows(Tensor x, Tensor vector) {
        combine(Pair.MULTIPLY, matrix(x), vector, matrix(x));
    }

    /** Multiplies each column of {@code [rows, C]} element by element by {@code [rows, 1]}. */
    default void multiplyColumns(Tensor x, Tensor factors) {
        combine(Pair.MULTIPLY, matrix(x), factors, matrix(x));
    }

    /** Subtracts {@code [rows, 1]} from each column of {@code [rows, C]}. */
    default void subtractColumns(Tensor x, Tensor terms) {
        combine(Pair.SUBTRACT, matrix(x), terms, matrix(x));
    }

    /** {@code out = min(max(x, least), most)}; out may be x. */
    default void clamp(Tensor x, double least, double most, Tensor out) {
        combine(Pair.MAXIMUM, x, constants().number(least, x.precision()), out);
        combine(Pair.MINIMUM, out, constants().number(most, x.precision()), out);
    }

    /** The gradient of a clamp of x to 0..1, in place: zero where a descent step would lead further outside. */
    default void clampBackward(Tensor x, Tensor gradient) {
        try (Tensor outwards = buffers().take(x.shape())) {
            clamp(x, 0, 1, outwards);
            combine(Pair.SUBTRACT, outwards, x, outwards);
            multiplyElements(outwards, gradient);
            apply(Function.POSITIVE, outwards, outwards);
            scaleAndShift(outwards, -1, 1);
            multiplyElements(gradient, outwards);
        }
    }

    /**
     * Clamps {@code [rows, C]} in place, with bounds for each column.
     *
     * @param least {@code [C]}, the same array at each call, since {@link #constant} caches by identity
     * @param most likewise
     */
    default void clampRows(Tensor x, float[] least, float[] most) {
        combine(Pair.MAXIMUM, matrix(x), constant(least, 1, least.length), matrix(x));
        combine(Pair.MINIMUM, matrix(x), constant(most, 1, most.length), matrix(x));
    }

    /** {@code 1 / sqrt(x)} in place. */
    default void reciprocalRoot(Tensor x) {
        apply(Function.RECIPROCAL_ROOT, x, x);
    }

    /** {@code out = tanh(x)}; out may be x. */
    default void tanh(Tensor x, Tensor out) {
        apply(Function.TANH, x, out);
    }

    /** {@code out = (x - mean) * factor + term} per channel; x is one picture {@code [1, H, W, C]}, the others {@code [C]}. */
    default void affine(Tensor x, Tensor mean, Tensor factor, Tensor term, Tensor out) {
        combine(Pair.SUBTRACT, matrix(x), mean.reshape(1, mean.length()), matrix(out));
        multiplyRows(out, factor.reshape(1, factor.length()));
        addBias(out, term);
    }

    /** The sums of the columns of {@code [rows, C]} into {@code [1, C]}. */
    default void sumColumns(Tensor x, Tensor out) {
        // A product with ones is ten times faster than ND4J's own sums.
        multiply(ones(rowCount(x), x.precision()).reshape(1, rowCount(x)), false, matrix(x), false, out);
    }

    /** The sums of the rows of {@code [rows, C]} into {@code [rows, 1]}. */
    default void sumRows(Tensor x, Tensor out) {
        long width = x.dimension(-1);
        multiply(matrix(x), false, ones(width, x.precision()).reshape(width, 1), false, out);
    }

    /**
     * A constant, copied to the device once in a run.
     *
     * @param values never changed; cached by the array's identity
     */
    default Tensor constant(float[] values, long... shape) {
        return constants().numbers(values).reshape(shape);
    }

    /** A constant of float64, as {@link #constant(float[], long...)}. */
    default Tensor constant(double[] values, long... shape) {
        return constants().numbers(values).reshape(shape);
    }

    /**
     * A computed constant, copied to the device once in a run.
     *
     * @param key identifies the constant: equal keys stand for equal values
     * @param value each element by its row-major index
     */
    default Tensor constant(Object key, IntToDoubleFunction value, long... shape) {
        return constants()
                .numbers(key, Math.toIntExact(Tensor.length(shape)), value)
                .reshape(shape);
    }

    private Tensor ones(long length, Precision precision) {
        return constants().ones(length, precision);
    }

    private static Tensor matrix(Tensor x) {
        return x.asMatrix();
    }

    private static long rowCount(Tensor x) {
        return x.length() / x.dimension(-1);
    }
}
