package io.github.congeal.internal.tensor;

import io.github.congeal.internal.tensor.Sharing.Division;
import io.github.congeal.internal.tensor.Tensor.Precision;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.api.ops.impl.scalar.Step;
import org.nd4j.linalg.api.ops.impl.transforms.floating.RSqrt;
import org.nd4j.linalg.api.ops.impl.transforms.floating.Sqrt;
import org.nd4j.linalg.api.ops.impl.transforms.same.Abs;
import org.nd4j.linalg.api.ops.impl.transforms.same.Floor;
import org.nd4j.linalg.api.ops.impl.transforms.strict.ASin;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The operations that the engine needs, each writing into a given output, over the {@link Buffers} of one run.
 *
 * <p>On imaginary buffers nothing is computed, but scratch memory is taken all the same: so a rehearsal finds the very
 * memory that the run will take. Which of ND4J's operations does each job best is measured, not obvious.
 */
public final class Ops {
    private static final int[] NO_INTEGERS = {};
    private static final double[] NO_REALS = {};
    /** How many products take as long as a number of an operation on each number. */
    private static final int ELEMENT = 8;
    /** How many products take as long as a number of a softmax. */
    private static final int SOFTMAX = 64;

    private final Buffers buffers;
    private final Constants constants;
    private final Execution execution;
    private final WinogradConvolution tiled = new WinogradConvolution(this);
    private long multiplyAdds;

    /** Operations over the buffers of one run. */
    public Ops(Buffers buffers) {
        this.buffers = buffers;
        this.constants = new Constants(buffers);
        this.execution = new Execution(buffers.isImaginary());
    }

    Buffers buffers() {
        return buffers;
    }

    /** How many products convolutions and matrix products have computed and added up so far, on imaginary buffers too. */
    public long multiplyAdds() {
        return multiplyAdds;
    }

    /** Counts products that are computed past these operations. */
    void countMultiplyAdds(long count) {
        multiplyAdds += count;
    }

    // ------------------------------------------------------------------ linear

    /**
     * A convolution (cross-correlation, as in every deep-learning library).
     *
     * @param x {@code [N, H, W, Cin]}
     * @param weights {@code [kH, kW, Cin, Cout]}
     * @param bias {@code [Cout]} or none
     * @param stride in both directions
     * @param out {@code [N, H', W', Cout]}
     */
    public void convolve(Tensor x, Tensor weights, @Nullable Tensor bias, int stride, Padding padding, Tensor out) {
        if (weights.dimension(0) == 1 && stride == 1) {
            mapPixels(x, weights, bias, out);
        } else {
            convolve(x, weights, KernelOrder.OUTPUTS_LAST, bias, stride, padding, out);
        }
    }

    /**
     * The same by kernels in a given order.
     *
     * @param weights as the order has them
     */
    public void convolve(
            Tensor x,
            Tensor weights,
            KernelOrder order,
            @Nullable Tensor bias,
            int stride,
            Padding padding,
            Tensor out) {
        int kernel = order.side(weights);
        long products = out.length() * kernel * kernel * x.dimension(-1);
        multiplyAdds += products;
        int pad = padding == Padding.CENTRED ? kernel / 2 : 0;
        int same = padding == Padding.AFTER ? 1 : 0;
        int[] arguments = {kernel, kernel, stride, stride, pad, pad, 1, 1, same, 1, order.format()};
        Tensor[] inputs = bias == null ? new Tensor[] {x, weights} : new Tensor[] {x, weights, bias};
        execution.run(new Call("conv2d", new Tensor[] {out}, arguments, NO_REALS, inputs), products, Division.NONE);
    }

    /** Convolutions that are computed tile by tile. */
    public WinogradConvolution tiled() {
        return tiled;
    }

    /** A convolution by one pixel, as the matrix product that it is: so nothing need be brought into oneDNN's own order. */
    private void mapPixels(Tensor x, Tensor weights, @Nullable Tensor bias, Tensor out) {
        multiply(matrix(x), false, matrix(weights), false, matrix(out));
        if (bias != null) {
            addBias(out, bias);
        }
    }

    /** Where a convolution puts the zeros around its input. */
    public enum Padding {
        /** Half the kernel on each side. */
        CENTRED,
        /** One row below and one column to the right: for even sizes, kernel 3 and stride 2. */
        AFTER
    }

    /**
     * The matrix product of the last two dimensions, for each of the leading ones.
     *
     * @param transposeA whether {@code a} is to be transposed first
     * @param transposeB whether {@code b} is to be transposed first
     */
    public void multiply(Tensor a, boolean transposeA, Tensor b, boolean transposeB, Tensor out) {
        multiply(a, transposeA, b, transposeB, 1, out);
    }

    /**
     * The matrix product times a number.
     *
     * @param factor the number
     */
    public void multiply(Tensor a, boolean transposeA, Tensor b, boolean transposeB, double factor, Tensor out) {
        long products = out.length() * a.dimension(transposeA ? -2 : -1);
        if (out.rank() > 2 && out.isOneMatrix() && !Sharing.isSmall(products) && Backend.onHost()) {
            multiplyOne(a, transposeA, b, transposeB, factor, out);
            return;
        }
        multiplyAdds += products;
        int[] transposed = {transposeA ? 1 : 0, transposeB ? 1 : 0, 0};
        double[] factors = factor == 1 ? NO_REALS : new double[] {factor, 0};
        Division rows = transposeA ? Division.NONE : Division.FIRST_INPUT;
        Division division = a.rank() > 2 ? Division.ALL_INPUTS : rows;
        execution.run(
                new Call("matmul", new Tensor[] {out}, transposed, factors, new Tensor[] {a, b}), products, division);
    }

    /** The product where there is only one: twice as fast on dense matrices as on heads among others. */
    private void multiplyOne(Tensor a, boolean transposeA, Tensor b, boolean transposeB, double factor, Tensor out) {
        try (Tensor left = denseMatrix(a);
                Tensor right = denseMatrix(b)) {
            if (out.isDense()) {
                multiply(left, transposeA, right, transposeB, factor, out.onlyMatrix());
                return;
            }
            try (Tensor result = buffers.take(out.dimension(-2), out.dimension(-1))) {
                multiply(left, transposeA, right, transposeB, factor, result);
                Tensor target = out.onlyMatrix();
                execute("assign", target, NO_INTEGERS, NO_REALS, target, result);
            }
        }
    }

    /** The only matrix of a tensor, copied where it is strided; whoever asks closes it. */
    private Tensor denseMatrix(Tensor x) {
        if (x.isDense()) {
            return x.retain().onlyMatrix();
        }
        Tensor copy = buffers.take(x.dimension(-2), x.dimension(-1));
        execute("assign", copy, NO_INTEGERS, NO_REALS, copy, x.onlyMatrix());
        return copy;
    }

    /** {@code x += bias}, the bias running along the last dimension. */
    public void addBias(Tensor x, Tensor bias) {
        Call call = new Call("biasadd", new Tensor[] {x}, NO_INTEGERS, NO_REALS, new Tensor[] {x, bias});
        execution.run(call, ELEMENT * x.length(), Division.FIRST_INPUT);
    }

    /** Puts pixels {@code stride} apart, with zeros between them and {@code offset} zeros before them. */
    public void spread(Tensor x, int stride, int offset, Tensor out) {
        long width = out.dimension(2) * out.dimension(3);
        long[] strides = {out.dimension(1) * width, stride * width, stride * out.dimension(3), 1};
        execute(out, () -> {
            out.array().assign(0);
            out.strided(offset * (width + out.dimension(3)), x.shape(), strides).assign(x.array());
        });
    }

    /** Puts zeros around pictures, {@code [N, H, W, C]} to {@code [N, H + 2 margin, W + 2 margin, C]}. */
    public void surround(Tensor x, int margin, Tensor out) {
        long channels = out.dimension(3);
        long row = out.dimension(2) * channels;
        long[] strides = {out.dimension(1) * row, row, channels, 1};
        execute(out, () -> {
            out.array().assign(0);
            out.strided(margin * (row + channels), x.shape(), strides).assign(x.array());
        });
    }

    /** The nearest neighbour at twice the size: {@code [N, H, W, C]} to {@code [N, 2H, 2W, C]}. */
    public void upsample(Tensor x, Tensor out) {
        enlarge(x, 2, out);
    }

    /**
     * Makes a square of {@code size} x {@code size} pixels out of each: a copy from a view that stands still inside the
     * square.
     */
    private void enlarge(Tensor x, int size, Tensor out) {
        long rows = x.dimension(0) * x.dimension(1);
        long width = x.dimension(2);
        long channels = x.dimension(3);
        long row = width * channels;
        long[] squares = {rows, size, width, size, channels};
        execute(out, () -> {
            INDArray source = x.strided(0, squares, row, 0, channels, 0, 1);
            INDArray target = out.strided(0, squares, size * size * row, size * row, size * channels, channels, 1);
            target.assign(source);
        });
    }

    /** The mean of squares of {@code size} x {@code size} pixels, side by side. */
    public void averagePool(Tensor x, int size, Tensor out) {
        execute("avgpool2d", out, new int[] {size, size, size, size, 0, 0, 1, 1, 0, 0, 1}, NO_REALS, x);
    }

    /** The mean of the square of {@code size} x {@code size} pixels around each, zeros around the picture included. */
    public void average(Tensor x, int size, Tensor out) {
        int pad = size / 2;
        execute("avgpool2d", out, new int[] {size, size, 1, 1, pad, pad, 1, 1, 0, 1, 1}, NO_REALS, x);
    }

    /** The gradient of {@link #averagePool}. */
    public void averagePoolBackward(Tensor gradient, int size, Tensor out) {
        enlarge(gradient, size, out);
        scale(out, 1.0 / (size * size));
    }

    /** Copies tokens {@code [N, count, C]} from a place in one sequence to a place in another. */
    public void copyTokens(Tensor source, long sourceFrom, Tensor target, long targetFrom, long count) {
        Tensor into = target.tokens(targetFrom, count);
        execute("assign", into, NO_INTEGERS, NO_REALS, into, source.tokens(sourceFrom, count));
    }

    /** Adds tokens {@code [N, count, C]} from a place in one sequence to those at a place in another. */
    public void addTokens(Tensor source, long sourceFrom, Tensor target, long targetFrom, long count) {
        Tensor into = target.tokens(targetFrom, count);
        execute("add", into, NO_INTEGERS, NO_REALS, into, source.tokens(sourceFrom, count));
    }

    /** Swaps dimensions: dimension {@code i} of the output is dimension {@code order[i]} of the input. */
    public void permute(Tensor x, Tensor out, int... order) {
        execute("permute", out, order, NO_REALS, x);
    }

    /**
     * The place of the least number of each row of {@code [rows, C]}; of equal ones, on the CPU, the first.
     *
     * @param out {@code [rows]} of {@link Tensor.Precision#INDEX}
     */
    public void leastOfRows(Tensor x, Tensor out) {
        execute("argmin", out, new int[] {1}, NO_REALS, x);
    }

    /**
     * Rows of a table {@code [N, C]}, one after the other.
     *
     * @param places which, {@code [rows]} of {@link Tensor.Precision#INDEX}
     * @param out {@code [rows, C]}
     */
    public void lookUp(Tensor table, Tensor places, Tensor out) {
        execute("gather", out, new int[] {0}, NO_REALS, table, places);
    }

    // ------------------------------------------------------------- elementwise

    /** Numbers for pairs of numbers. */
    public enum Pair {
        /** {@code x + y}. */
        ADD("add"),
        /** {@code x - y}. */
        SUBTRACT("subtract"),
        /** {@code x * y}. */
        MULTIPLY("multiply"),
        /** {@code x / y}. */
        DIVIDE("divide"),
        /** The larger of the two. */
        MAXIMUM("maximum"),
        /** The smaller of the two. */
        MINIMUM("minimum");

        private final String operation;

        Pair(String operation) {
            this.operation = operation;
        }
    }

    /**
     * A number for each pair of numbers.
     *
     * @param x as out, or with dimensions of 1 in place of some of its: these are stretched
     * @param y likewise
     * @param out may be x or y
     */
    public void combine(Pair pair, Tensor x, Tensor y, Tensor out) {
        if (x.length() == out.length() && y.length() == out.length()) {
            executeOnEach(pair.operation, out, NO_REALS, x, y);
        } else {
            execute(pair.operation, out, NO_INTEGERS, NO_REALS, x, y);
        }
    }

    /** Functions of one number. */
    public enum Function {
        /** The square root. */
        ROOT {
            @Override
            Op of(INDArray x, INDArray out) {
                return new Sqrt(x, out);
            }
        },
        /** The angle whose sine it is. */
        ARCSINE {
            @Override
            Op of(INDArray x, INDArray out) {
                return new ASin(x, out);
            }
        },
        /** The number without its sign. */
        ABSOLUTE {
            @Override
            Op of(INDArray x, INDArray out) {
                return new Abs(x, out);
            }
        },
        /** The largest whole number that is not larger. */
        FLOOR {
            @Override
            Op of(INDArray x, INDArray out) {
                return new Floor(x, out);
            }
        },
        /** 1 where it is above 0, and otherwise 0. */
        POSITIVE {
            @Override
            Op of(INDArray x, INDArray out) {
                return new Step(x, out, 0.0);
            }
        };

        abstract Op of(INDArray x, INDArray out);
    }

    /** A function of each number; out may be x. */
    public void apply(Function function, Tensor x, Tensor out) {
        execute(out, () -> Nd4j.exec(function.of(x.array(), out.array())));
    }

    /** Brings each number between two others, into out, which may be x. */
    public void clamp(Tensor x, double least, double most, Tensor out) {
        executeOnEach("clipbyvalue", out, new double[] {least, most}, x);
    }

    /**
     * Brings each number of {@code [rows, C]} between the bounds of its column.
     *
     * @param least {@code [C]}, always the same array, as {@link #constant} wishes
     * @param most likewise
     */
    public void clampRows(Tensor x, float[] least, float[] most) {
        int width = least.length;
        if (!HostLoop.suits(x)) {
            combine(Pair.MAXIMUM, matrix(x), constant(least, 1, width), matrix(x));
            combine(Pair.MINIMUM, matrix(x), constant(most, 1, width), matrix(x));
        } else if (!buffers.isImaginary()) {
            new HostLoop(width, 1).run(x.length(), (from, count, a) -> {
                x.read(from, a[0], 0, count);
                for (int i = 0; i < count; i++) {
                    a[0][i] = Math.min(Math.max(a[0][i], least[i]), most[i]);
                }
                x.write(from, a[0], 0, count);
            });
        }
    }

    /** Makes all numbers the same. */
    public void fill(Tensor x, double value) {
        execute(x, () -> x.array().assign(value));
    }

    /** {@code out = x}, rounded where they are of different precision. */
    public void copy(Tensor x, Tensor out) {
        if (x.precision() == out.precision()) {
            executeOnEach("assign", out, NO_REALS, out, x);
        } else {
            execute(out, () -> out.array().assign(x.array()));
        }
    }

    /** {@code x += y}. */
    public void add(Tensor x, Tensor y) {
        combine(Pair.ADD, x, y, x);
    }

    /** {@code x *= y}. */
    public void multiplyElements(Tensor x, Tensor y) {
        combine(Pair.MULTIPLY, x, y, x);
    }

    /** {@code out = x * y}, element by element. */
    public void multiplyElements(Tensor x, Tensor y, Tensor out) {
        combine(Pair.MULTIPLY, x, y, out);
    }

    /** {@code x *= factor}. */
    public void scale(Tensor x, double factor) {
        if (!buffers.isImaginary()) {
            combine(Pair.MULTIPLY, x, constants.number(factor, x.precision()), x);
        }
    }

    /** {@code x = x * factor + term}. */
    public void scaleAndShift(Tensor x, double factor, double term) {
        if (factor != 1) {
            scale(x, factor);
        }
        if (!buffers.isImaginary()) {
            combine(Pair.ADD, x, constants.number(term, x.precision()), x);
        }
    }

    /** Multiplies each row of {@code [rows, C]} by a vector {@code [C]}. */
    public void multiplyRows(Tensor x, Tensor vector) {
        combine(Pair.MULTIPLY, matrix(x), vector, matrix(x));
    }

    /** Multiplies each row of {@code [rows, C]} by a number of its own, out of {@code [rows, 1]}. */
    public void multiplyColumns(Tensor x, Tensor factors) {
        combine(Pair.MULTIPLY, matrix(x), factors, matrix(x));
    }

    /** Subtracts from each row of {@code [rows, C]} a number of its own, out of {@code [rows, 1]}. */
    public void subtractColumns(Tensor x, Tensor terms) {
        combine(Pair.SUBTRACT, matrix(x), terms, matrix(x));
    }

    /** {@code 1 / sqrt(x)} in place. */
    void reciprocalRoot(Tensor x) {
        execute(x, () -> Nd4j.exec(new RSqrt(x.array(), x.array())));
    }

    /** {@code out = tanh(x)}; out may be x. */
    public void tanh(Tensor x, Tensor out) {
        executeOnEach("tanh", out, NO_REALS, x);
    }

    /** {@code out[c] = (x[c] - mean[c]) * factor[c] + term[c]} for each channel of one picture, in a single pass. */
    void affine(Tensor x, Tensor mean, Tensor one, Tensor factor, Tensor term, Tensor out) {
        execute("batchnorm", out, new int[] {1, 1, x.rank() - 1}, new double[] {0}, x, mean, one, factor, term);
    }

    /** {@code max(x, 0)} in place. */
    public void relu(Tensor x) {
        executeOnEach("relu", x, new double[] {0}, x);
    }

    /** The gradient of {@link #relu} in place: zero where its output was. */
    public void reluBackward(Tensor output, Tensor gradient) {
        executeOnEach("relu_bp", gradient, new double[] {0}, output, gradient);
    }

    /** {@code x * sigmoid(slope * x)}: swish with slope 1, QuickGELU with slope 1.702. */
    public void swish(Tensor x, double slope, Tensor out) {
        if (HostLoop.suits(x)) {
            if (!buffers.isImaginary()) {
                new FusedSwish(slope).forward(x, out);
            }
            return;
        }
        // sigmoid(v) = (1 + tanh(v / 2)) / 2, and tanh is the one of the two that is vectorised.
        copy(x, out);
        scale(out, slope / 2);
        tanh(out, out);
        scaleAndShift(out, 0.5, 0.5);
        multiplyElements(out, x);
    }

    /** The gradient of {@link #swish} with respect to x, times {@code gradient}, in place in the latter. */
    public void swishBackward(Tensor x, double slope, Tensor gradient) {
        if (HostLoop.suits(x)) {
            if (!buffers.isImaginary()) {
                new FusedSwish(slope).backward(x, gradient);
            }
            return;
        }
        // With s = sigmoid(slope x): s + slope x s (1 - s) = s (1 + slope x (1 - s)).
        try (Tensor s = buffers.take(x.shape());
                Tensor u = buffers.take(x.shape())) {
            copy(x, s);
            scale(s, slope / 2);
            tanh(s, s);
            scaleAndShift(s, 0.5, 0.5);
            copy(s, u);
            scaleAndShift(u, -slope, slope);
            multiplyElements(u, x);
            scaleAndShift(u, 1, 1);
            multiplyElements(gradient, s);
            multiplyElements(gradient, u);
        }
    }

    /** Softmax along the last dimension; out may be x. */
    public void softmax(Tensor x, Tensor out) {
        int[] last = {x.rank() - 1};
        Call call = new Call("softmax", new Tensor[] {out}, last, NO_REALS, new Tensor[] {x});
        execution.run(call, SOFTMAX * out.length(), Division.ALL_INPUTS);
    }

    /** The gradient of {@link #softmax}, in place: {@code p (g - sum(p g))} along the last dimension. */
    public void softmaxBackward(Tensor probabilities, Tensor gradient) {
        try (Tensor product = buffers.take(gradient.shape());
                Tensor sums = buffers.take(rowCount(gradient), 1)) {
            multiplyElements(gradient, probabilities, product);
            sumRows(product, sums);
            subtractColumns(gradient, sums);
            multiplyElements(gradient, probabilities);
        }
    }

    // -------------------------------------------------------------------- sums

    /** The sums of the columns of {@code [rows, C]} into {@code [1, C]}: as a product, which is ten times faster. */
    public void sumColumns(Tensor x, Tensor out) {
        multiply(ones(rowCount(x), x.precision()).reshape(1, rowCount(x)), false, matrix(x), false, out);
    }

    /** The sums of the rows of {@code [rows, C]} into {@code [rows, 1]}. */
    public void sumRows(Tensor x, Tensor out) {
        long width = x.dimension(-1);
        multiply(matrix(x), false, ones(width, x.precision()).reshape(width, 1), false, out);
    }

    /**
     * Numbers that never change, brought to where the arrays are once in a run.
     *
     * @param values known again by being the very same array
     */
    public Tensor constant(float[] values, long... shape) {
        return constants.numbers(values).reshape(shape);
    }

    /** The same in double. */
    Tensor constant(double[] values, long... shape) {
        return constants.numbers(values).reshape(shape);
    }

    /**
     * Numbers that never change, made and brought to where the arrays are once in a run.
     *
     * @param key what they are: equal keys stand for equal numbers
     * @param value each number by its place
     */
    Tensor constant(Object key, IntToDoubleFunction value, long... shape) {
        return constants
                .numbers(key, Math.toIntExact(Tensor.length(shape)), value)
                .reshape(shape);
    }

    /** Which channel is in which group, all groups being alike: {@code [channels, groups]} of ones and zeros. */
    Tensor members(int channels, int groups) {
        return constants.members(channels, groups);
    }

    /** As many ones. */
    Tensor ones(long length, Precision precision) {
        return constants.ones(length, precision);
    }

    private static Tensor matrix(Tensor x) {
        return x.rank() == 2 ? x : x.reshape(rowCount(x), x.dimension(-1));
    }

    private static long rowCount(Tensor x) {
        return x.length() / x.dimension(-1);
    }

    // --------------------------------------------------------------- execution

    void execute(String operation, Tensor out, int[] integers, double[] reals, Tensor... inputs) {
        execute(operation, new Tensor[] {out}, integers, reals, inputs);
    }

    void execute(String operation, Tensor[] outs, int[] integers, double[] reals, Tensor... inputs) {
        Call call = new Call(operation, outs, integers, reals, inputs);
        execution.run(call, ELEMENT * outs[0].length(), Division.NONE);
    }

    /** Runs an operation on each number by itself; all tensors have as many. */
    private void executeOnEach(String operation, Tensor out, double[] reals, Tensor... inputs) {
        Tensor[] rows = inputs.clone();
        Arrays.setAll(rows, i -> matrix(inputs[i]));
        Call call = new Call(operation, new Tensor[] {matrix(out)}, NO_INTEGERS, reals, rows);
        execution.run(call, ELEMENT * out.length(), Division.ALL_INPUTS);
    }

    /** Runs operations that ND4J is told of each time, on about as many numbers as a tensor has. */
    private void execute(Tensor x, Runnable work) {
        execution.run(ELEMENT * x.length(), work);
    }
}
