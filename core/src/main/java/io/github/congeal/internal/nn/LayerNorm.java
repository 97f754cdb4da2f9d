package io.github.congeal.internal.nn;

import io.github.congeal.internal.tensor.LayerNormalization;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;

/** Layer normalisation of the last dimension, with gain and bias; epsilon is torch's 1e-5. */
public final class LayerNorm implements Layer {
    private static final double EPSILON = 1e-5;

    private final Tensor gain;
    private final Tensor bias;

    /** A normalisation from torch's {@code weight} and {@code bias}, {@code [C]} each. */
    public LayerNorm(Weights weights, int channels) {
        this.gain = weights.keep(weights.read("weight", channels), channels);
        this.bias = weights.keep(weights.read("bias", channels), channels);
    }

    @Override
    public Tensor forward(Tensor input, Tape tape) {
        Tensor normalised = tape.exclusive(input);
        Tensor deviations = tape.take(normalised.length() / normalised.dimension(-1), 1);
        new LayerNormalization(tape.ops(), EPSILON).forward(normalised, deviations);
        Tensor out = tape.take(normalised.shape());
        tape.ops().copy(normalised, out);
        tape.ops().multiplyRows(out, gain);
        tape.ops().addBias(out, bias);
        tape.save(normalised);
        tape.save(deviations);
        return out;
    }

    @Override
    public Tensor backward(Tensor gradient, Tape tape) {
        try (Tensor deviations = tape.restore();
                Tensor normalised = tape.restore()) {
            Tensor result = tape.exclusive(gradient);
            tape.ops().multiplyRows(result, gain);
            new LayerNormalization(tape.ops(), EPSILON).backward(normalised, deviations, result);
            return result;
        }
    }
}
