package io.github.congeal.internal.nn;

import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** A linear map of the last dimension, {@code [..., in]} to {@code [..., out]}: {@code x Wᵀ + b}. */
public final class Linear implements Layer {
    private final int inputs;
    private final int outputs;
    private final Tensor weights;
    private final @Nullable Tensor bias;

    /** A map from torch's weights: {@code weight} {@code [out, in]} and, if there, {@code bias} {@code [out]}. */
    public Linear(Weights weights, int inputs, int outputs) {
        this(weights, "weight", "bias", inputs, outputs);
    }

    /**
     * A map from weights of other names.
     *
     * @param weight the name of a matrix {@code [out, in]}
     * @param bias the name of a vector {@code [out]} that need not be there
     */
    public Linear(Weights weights, String weight, String bias, int inputs, int outputs) {
        this.inputs = inputs;
        this.outputs = outputs;
        long[] shape = {outputs, inputs};
        this.weights = weights.keep(weight, shape, shape);
        this.bias = weights.has(bias) ? weights.keep(weights.read(bias, outputs), outputs) : null;
    }

    /**
     * A map from numbers at hand.
     *
     * @param owner who frees them
     * @param values {@code [out, in]}
     */
    public Linear(Weights owner, float[] values, float @Nullable [] biases, int inputs, int outputs) {
        this.inputs = inputs;
        this.outputs = outputs;
        this.weights = owner.keep(values, outputs, inputs);
        this.bias = biases == null ? null : owner.keep(biases, outputs);
    }

    @Override
    public Tensor forward(Tensor input, Tape tape) {
        long[] shape = input.shape();
        long rows = input.length() / inputs;
        Tensor out = tape.take(rows, outputs);
        tape.ops().multiply(input.reshape(rows, inputs), false, weights, true, out);
        if (bias != null) {
            tape.ops().addBias(out, bias);
        }
        input.close();
        return withLast(out, shape, outputs);
    }

    @Override
    public Tensor backward(Tensor gradient, Tape tape) {
        long[] shape = gradient.shape();
        long rows = gradient.length() / outputs;
        Tensor out = tape.take(rows, inputs);
        tape.ops().multiply(gradient.reshape(rows, outputs), false, weights, false, out);
        gradient.close();
        return withLast(out, shape, inputs);
    }

    private static Tensor withLast(Tensor matrix, long[] shape, long last) {
        long[] result = shape.clone();
        result[result.length - 1] = last;
        return matrix.reshape(result);
    }
}
