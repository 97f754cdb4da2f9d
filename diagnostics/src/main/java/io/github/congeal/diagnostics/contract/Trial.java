package io.github.congeal.diagnostics.contract;

import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Convolution;
import io.github.congeal.internal.tensor.Device;
import io.github.congeal.internal.tensor.Filter;
import io.github.congeal.internal.tensor.Kernels;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/** Provides a test case with a device's kernels and with tensors whose values are the same on every device. */
public final class Trial implements AutoCloseable {
    private final Device device;
    private final Precision precision;
    private final Buffers buffers;
    private final Kernels kernels;
    private final List<Tensor> taken = new ArrayList<>();
    private final List<Filter> filters = new ArrayList<>();
    private final List<Tensor> weights = new ArrayList<>();
    private Random random = new Random(1);

    /** A trial on a device, in a precision. */
    public Trial(Device device, Precision precision) {
        this(device, precision, Buffers.create(device, precision));
    }

    /** A trial in float32 over given buffers. */
    public Trial(Device device, Buffers buffers) {
        this(device, Precision.FLOAT, buffers);
    }

    private Trial(Device device, Precision precision, Buffers buffers) {
        this.device = device;
        this.precision = precision;
        this.buffers = buffers;
        this.kernels = device.kernels(buffers);
    }

    /** A dry run. */
    public static Trial dry(Device device) {
        return new Trial(device, Buffers.dry(device));
    }

    /** The buffers of this trial. */
    public Buffers buffers() {
        return buffers;
    }

    /** The kernels to be tested. */
    public Kernels kernels() {
        return kernels;
    }

    /** Normally distributed random values that float32 represents exactly. */
    public double[] values(long count) {
        double[] values = new double[Math.toIntExact(count)];
        Arrays.setAll(values, i -> (float) random.nextGaussian());
        return values;
    }

    /** As {@link #values}, in float32. */
    public float[] floats(int count) {
        float[] floats = new float[count];
        for (int i = 0; i < count; i++) {
            floats[i] = (float) random.nextGaussian();
        }
        return floats;
    }

    /** A tensor of {@link #values}. */
    public Tensor numbers(long... shape) {
        return tensor(values(Tensor.length(shape)), shape);
    }

    /** A tensor of a function of {@link #values}, rounded to float32. */
    public Tensor numbers(DoubleUnaryOperator function, long... shape) {
        double[] values = values(Tensor.length(shape));
        Arrays.setAll(values, i -> (float) function.applyAsDouble(values[i]));
        return tensor(values, shape);
    }

    /** A tensor of given values. */
    public Tensor tensor(double[] values, long... shape) {
        Tensor tensor = take(precision, shape);
        tensor.write(0, values);
        return tensor;
    }

    /** A tensor to be overwritten, full of NaN. */
    public Tensor empty(long... shape) {
        return poison(take(precision, shape));
    }

    /** A tensor of zeros in float64, for sums. */
    public Tensor sums(long... shape) {
        Tensor tensor = take(Precision.DOUBLE, shape);
        tensor.write(0, new double[Math.toIntExact(tensor.length())]);
        return tensor;
    }

    /** A tensor of indices. */
    public Tensor places(long count) {
        return take(Precision.INDEX, count);
    }

    private Tensor take(Precision kind, long... shape) {
        Tensor tensor = buffers.take(kind, shape);
        taken.add(tensor);
        return tensor;
    }

    /** Weights of {@link #floats}. */
    public Tensor weights(long... shape) {
        Tensor tensor = device.weights(floats(Math.toIntExact(Tensor.length(shape))), precision, shape);
        weights.add(tensor);
        return tensor;
    }

    /** A filter of {@link #floats}, with a bias. */
    public Filter filter(Convolution convolution) {
        return filter(convolution, true);
    }

    /** A filter of {@link #floats}. */
    public Filter filter(Convolution convolution, boolean biased) {
        float[] values = floats(convolution.outputs() * convolution.inputs() * convolution.area());
        float[] bias = biased ? floats(convolution.outputs()) : null;
        Filter filter = device.filter(convolution, values, bias, precision, true);
        filters.add(filter);
        return filter;
    }

    /** Gives all tensors back, fills their memory with NaN, and restarts the random values. */
    void again() {
        taken.forEach(Tensor::close);
        taken.clear();
        freeWeights();
        random = new Random(1);
        buffers.free().stream()
                .filter(free -> free.precision() != Precision.INDEX)
                .forEach(Trial::poison);
    }

    private void freeWeights() {
        filters.forEach(Filter::free);
        filters.clear();
        weights.forEach(Tensor::free);
        weights.clear();
    }

    private static Tensor poison(Tensor tensor) {
        double[] values = new double[Math.toIntExact(tensor.length())];
        Arrays.fill(values, Double.NaN);
        tensor.write(0, values);
        return tensor;
    }

    @Override
    public void close() {
        freeWeights();
        buffers.close();
    }
}
