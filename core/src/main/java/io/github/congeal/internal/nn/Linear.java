package io.github.congeal.internal.nn;

import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.nio.FloatBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A linear map of the last dimension, {@code [..., in]} to {@code [..., out]}: {@code x Wᵀ + b}. */
public final class Linear implements Layer {
    private final int inputs;
    private final int outputs;
    /** Whether the weights are kept transposed: products are fast when the longer dimension comes first. */
    private final boolean wide;

    private final Tensor weights;
    private final @Nullable Tensor bias;

    /** A map from torch's weights: {@code weight}, {@code [out, in]}, and {@code bias}, {@code [out]}, if present. */
    public Linear(Weights weights, int inputs, int outputs) {
        this(weights, "weight", "bias", inputs, outputs);
    }

    /**
     * A map from weights with other names.
     *
     * @param weight the name of a matrix {@code [out, in]}
     * @param bias the name of a vector {@code [out]} that may be missing
     */
    public Linear(Weights weights, String weight, String bias, int inputs, int outputs) {
        this.inputs = inputs;
        this.outputs = outputs;
        this.wide = inputs > outputs;
        long[] shape = {outputs, inputs};
        this.weights = wide
                ? weights.keep(weight, shape, this::transpose, inputs, outputs)
                : weights.keep(weight, shape, shape);
        this.bias = weights.has(bias) ? weights.keep(bias, new long[] {outputs}, outputs) : null;
    }

    /**
     * A map from given values.
     *
     * @param owner the owner of the memory
     * @param values {@code [out, in]}; a longer array is allowed, and it is not kept
     * @param biases {@code [out]}, or null
     */
    public Linear(Weights owner, float[] values, float @Nullable [] biases, int inputs, int outputs) {
        this.inputs = inputs;
        this.outputs = outputs;
        this.wide = inputs > outputs;
        this.weights = wide
                ? owner.keep(target -> transpose(values, target), inputs, outputs)
                : owner.keep(target -> target.put(values, 0, outputs * inputs), outputs, inputs);
        this.bias = biases == null ? null : owner.keep(biases, outputs);
    }

    private Linear(Tensor weights, Tensor bias, int inputs, int outputs) {
        this.inputs = inputs;
        this.outputs = outputs;
        this.wide = false;
        this.weights = weights;
        this.bias = bias;
    }

    /**
     * Several maps of the same input as one. Their matrices are written to native memory without an array on the heap.
     *
     * @param owner the owner of the memory
     * @param writer writes the matrices one after the other, in total {@code [out, in]} with out at least in
     * @param biases {@code [out]}
     */
    public static Linear stacked(Weights owner, Consumer<FloatBuffer> writer, float[] biases, int inputs) {
        int outputs = biases.length;
        return new Linear(owner.keep(writer, outputs, inputs), owner.keep(biases, outputs), inputs, outputs);
    }

    private void transpose(float[] values, FloatBuffer target) {
        for (int o = 0; o < outputs; o++) {
            for (int i = 0; i < inputs; i++) {
                target.put(i * outputs + o, values[o * inputs + i]);
            }
        }
    }

    @Override
    public Tensor forward(Tensor input, Tape tape) {
        long[] shape = input.shape();
        long rows = input.length() / inputs;
        Tensor out = tape.take(rows, outputs);
        tape.kernels().multiply(input.reshape(rows, inputs), weights, !wide, bias, out);
        input.close();
        return withLast(out, shape, outputs);
    }

    @Override
    public void replay(Tensor input, Tape tape) {
        input.close();
    }

    @Override
    public Tensor backward(Tensor gradient, Tape tape) {
        long[] shape = gradient.shape();
        long rows = gradient.length() / outputs;
        Tensor out = tape.take(rows, inputs);
        tape.kernels().multiply(gradient.reshape(rows, outputs), false, weights, wide, out);
        gradient.close();
        return withLast(out, shape, inputs);
    }

    private static Tensor withLast(Tensor matrix, long[] shape, long last) {
        long[] result = shape.clone();
        result[result.length - 1] = last;
        return matrix.reshape(result);
    }
}
