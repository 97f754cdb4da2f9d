package io.github.congeal.internal.tensor.nd4j;

import static io.github.congeal.internal.tensor.nd4j.Nd4jMemory.array;

import io.github.congeal.internal.tensor.AdamUpdate;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Constants;
import io.github.congeal.internal.tensor.Filter;
import io.github.congeal.internal.tensor.Kernels;
import io.github.congeal.internal.tensor.Padding;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.nd4j.Call.Division;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.api.ops.impl.scalar.Step;
import org.nd4j.linalg.api.ops.impl.transforms.floating.RSqrt;
import org.nd4j.linalg.api.ops.impl.transforms.floating.Sqrt;
import org.nd4j.linalg.api.ops.impl.transforms.same.Abs;
import org.nd4j.linalg.api.ops.impl.transforms.same.Floor;
import org.nd4j.linalg.api.ops.impl.transforms.strict.ASin;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Erf;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Exp;
import org.nd4j.linalg.factory.Nd4j;

/** Kernels by ND4J's operations, of which the fastest ones were chosen by measurement. */
public class Nd4jKernels implements Kernels {
    private static final int[] NO_INTEGERS = {};
    private static final double[] NO_REALS = {};
    /** The cost of an elementwise operation per element, in multiply-adds. */
    private static final int ELEMENT = 8;
    /** The cost of a softmax per element, in multiply-adds. */
    private static final int SOFTMAX = 64;

    private final Buffers buffers;
    private final Constants constants;
    private final Execution execution;
    private long multiplyAdds;

    /**
     * Operations over the buffers of one run.
     *
     * @param execution executes them
     */
    protected Nd4jKernels(Buffers buffers, Execution execution) {
        this.buffers = buffers;
        this.constants = new Constants(buffers, this);
        this.execution = execution;
    }

    @Override
    public final Buffers buffers() {
        return buffers;
    }

    @Override
    public final Constants constants() {
        return constants;
    }

    @Override
    public final long multiplyAdds() {
        return multiplyAdds;
    }

    /** Counts the multiply-adds of another implementation. */
    protected final void countMultiplyAdds(long count) {
        multiplyAdds += count;
    }

    // ------------------------------------------------------------------ linear

    @Override
    public final void convolve(Tensor x, Filter filter, Tensor out) {
        ((Nd4jFilter) filter).convolve(x, out, this);
    }

    @Override
    public final void convolveBackward(Tensor gradient, Filter filter, Tensor out) {
        ((Nd4jFilter) filter).convolveBackward(gradient, out, this);
    }

    /** A convolution with kernels in a given order. */
    final void convolve(
            Tensor x,
            Tensor weights,
            KernelOrder order,
            @Nullable Tensor bias,
            int stride,
            Padding padding,
            Tensor out) {
        int kernel = order.side(weights);
        long products = out.length() * kernel * kernel * x.dimension(-1);
        countMultiplyAdds(products);
        int pad = padding == Padding.CENTRED ? kernel / 2 : 0;
        int same = padding == Padding.AFTER ? 1 : 0;
        int[] arguments = {kernel, kernel, stride, stride, pad, pad, 1, 1, same, 1, order.format()};
        Tensor[] inputs = bias == null ? new Tensor[] {x, weights} : new Tensor[] {x, weights, bias};
        execution.run(new Call("conv2d", new Tensor[] {out}, arguments, NO_REALS, inputs), products, Division.PICTURES);
    }

    @Override
    public void multiply(Tensor a, boolean transposeA, Tensor b, boolean transposeB, double factor, Tensor out) {
        long products = products(a, transposeA, out);
        countMultiplyAdds(products);
        int[] transposed = {transposeA ? 1 : 0, transposeB ? 1 : 0, 0};
        double[] factors = factor == 1 ? NO_REALS : new double[] {factor, 0};
        Division rows = transposeA ? Division.NONE : Division.FIRST_INPUT;
        Division division = a.rank() > 2 ? Division.ALL_INPUTS : rows;
        execution.run(
                new Call("matmul", new Tensor[] {out}, transposed, factors, new Tensor[] {a, b}), products, division);
    }

    /** Copies a tensor to one of another precision. */
    protected final void convert(Tensor x, Tensor out) {
        int[] type = {Nd4jMemory.dataType(out.precision()).toInt()};
        execution.run(
                new Call("cast", new Tensor[] {out}, type, NO_REALS, new Tensor[] {x}),
                ELEMENT * x.length(),
                Division.ALL_INPUTS);
    }

    /** The multiply-adds of a matrix product. */
    protected static long products(Tensor a, boolean transposeA, Tensor out) {
        return out.length() * a.dimension(transposeA ? -2 : -1);
    }

    @Override
    public void addBias(Tensor x, Tensor bias) {
        Call call = new Call("biasadd", new Tensor[] {x}, NO_INTEGERS, NO_REALS, new Tensor[] {x, bias});
        execution.run(call, ELEMENT * x.length(), Division.FIRST_INPUT);
    }

    // ------------------------------------------------------------- elementwise

    @Override
    public void combine(Pair pair, Tensor x, Tensor y, Tensor out) {
        String operation = pair.name().toLowerCase(Locale.ROOT);
        if (x.length() == out.length() && y.length() == out.length()) {
            executeOnEach(operation, out, NO_REALS, x, y);
        } else {
            execute(operation, out, NO_INTEGERS, NO_REALS, x, y);
        }
    }

    @Override
    public void apply(Function function, Tensor x, Tensor out) {
        if (function == Function.TANH) {
            // oneDNN vectorises it, unlike the other functions.
            executeOnEach("tanh", out, NO_REALS, x);
        } else {
            execute(out, () -> Nd4j.exec(operation(function, array(x), array(out))));
        }
    }

    private static Op operation(Function function, INDArray x, INDArray out) {
        return switch (function) {
            case ROOT -> new Sqrt(x, out);
            case RECIPROCAL_ROOT -> new RSqrt(x, out);
            case ARCSINE -> new ASin(x, out);
            case ABSOLUTE -> new Abs(x, out);
            case FLOOR -> new Floor(x, out);
            case POSITIVE -> new Step(x, out, 0.0);
            case EXPONENTIAL -> new Exp(x, out);
            case ERROR_FUNCTION -> new Erf(x, out);
            case TANH -> throw new IllegalArgumentException("tanh is executed otherwise");
        };
    }

    @Override
    public void fill(Tensor x, double value) {
        execute(x, () -> array(x).assign(value));
    }

    @Override
    public void copy(Tensor x, Tensor out) {
        if (x.precision() != out.precision() || x.rank() > 2 && !(x.isDense() && out.isDense())) {
            execute(out, () -> array(out).assign(array(x)));
        } else if (x.isDense() && out.isDense()) {
            executeOnEach("assign", out, NO_REALS, out, x);
        } else {
            execute("assign", out, NO_INTEGERS, NO_REALS, out, x);
        }
    }

    @Override
    public void clamp(Tensor x, double least, double most, Tensor out) {
        executeOnEach("clipbyvalue", out, new double[] {least, most}, x);
    }

    @Override
    public void affine(Tensor x, Tensor mean, Tensor factor, Tensor term, Tensor out) {
        // A batch normalisation with a variance of 1 does it in one pass.
        Tensor one = constants.ones(mean.length(), x.precision());
        execute("batchnorm", out, new int[] {1, 1, x.rank() - 1}, new double[] {0}, x, mean, one, factor, term);
    }

    @Override
    public void relu(Tensor x) {
        executeOnEach("relu", x, new double[] {0}, x);
    }

    @Override
    public void reluBackward(Tensor output, Tensor gradient) {
        executeOnEach("relu_bp", gradient, new double[] {0}, output, gradient);
    }

    @Override
    public void softmax(Tensor x, Tensor out) {
        int[] last = {x.rank() - 1};
        Call call = new Call("softmax", new Tensor[] {out}, last, NO_REALS, new Tensor[] {x});
        execution.run(call, SOFTMAX * out.length(), Division.ALL_INPUTS);
    }

    @Override
    public void adam(AdamUpdate update, double rate, int step, Tensor x, Tensor gradient, Tensor mean, Tensor square) {
        // ND4J adds its epsilon before the bias correction of the root.
        double epsilon = update.epsilon() * update.rootCorrection(step);
        execute(
                "adam_updater",
                new Tensor[] {gradient, square, mean},
                new int[] {step - 1},
                new double[] {rate, update.beta1(), update.beta2(), epsilon},
                gradient,
                square,
                mean);
        combine(Pair.SUBTRACT, x, gradient, x);
    }

    // --------------------------------------------------------------- movements

    @Override
    public void averagePool(Tensor x, int size, Tensor out) {
        execute("avgpool2d", out, new int[] {size, size, size, size, 0, 0, 1, 1, 0, 0, 1}, NO_REALS, x);
    }

    @Override
    public void average(Tensor x, int size, Tensor out) {
        int pad = size / 2;
        execute("avgpool2d", out, new int[] {size, size, 1, 1, pad, pad, 1, 1, 0, 1, 1}, NO_REALS, x);
    }

    @Override
    public void permute(Tensor x, Tensor out, int... order) {
        execute("permute", out, order, NO_REALS, x);
    }

    @Override
    public void argminOfRows(Tensor x, Tensor out) {
        execute("argmin", out, new int[] {1}, NO_REALS, x);
    }

    @Override
    public void lookUp(Tensor table, Tensor places, Tensor out) {
        execute("gather", out, new int[] {0}, NO_REALS, table, places);
    }

    // --------------------------------------------------------------- execution

    private void execute(String operation, Tensor out, int[] integers, double[] reals, Tensor... inputs) {
        execute(operation, new Tensor[] {out}, integers, reals, inputs);
    }

    private void execute(String operation, Tensor[] outs, int[] integers, double[] reals, Tensor... inputs) {
        Call call = new Call(operation, outs, integers, reals, inputs);
        execution.run(call, ELEMENT * outs[0].length(), Division.NONE);
    }

    /** Executes an elementwise operation on tensors of the same length. */
    private void executeOnEach(String operation, Tensor out, double[] reals, Tensor... inputs) {
        Tensor[] rows = inputs.clone();
        Arrays.setAll(rows, i -> inputs[i].asMatrix());
        Call call = new Call(operation, new Tensor[] {out.asMatrix()}, NO_INTEGERS, reals, rows);
        execution.run(call, ELEMENT * out.length(), Division.ALL_INPUTS);
    }

    /** Executes ND4J's work on about as many elements as x has. */
    private void execute(Tensor x, Runnable work) {
        execution.run(ELEMENT * x.length(), work);
    }
}
