package io.github.congeal.internal.nn;

import io.github.congeal.internal.tensor.LayerNormalization;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;

/** Layer normalisation of the last dimension C, with gain and bias; epsilon is torch's default, 1e-5. */
public final class LayerNorm implements Layer {
    private static final double EPSILON = 1e-5;

    private final LayerNormalization normalization;

    /** A normalisation from torch's {@code weight} and {@code bias}, {@code [C]} each. */
    public LayerNorm(Weights weights, int channels) {
        this.normalization = new LayerNormalization(
                EPSILON, weights.keepArray("weight", channels), weights.keepArray("bias", channels));
    }

    @Override
    public Tensor forward(Tensor input, Tape tape) {
        Tensor normalised = tape.exclusive(input);
        Tensor deviations = tape.take(normalised.length() / normalised.dimension(-1), 1);
        Tensor out = tape.take(normalised.shape());
        tape.kernels().layerNormalize(normalization, normalised, deviations, out);
        tape.save(normalised);
        tape.save(deviations);
        return out;
    }

    @Override
    public Tensor backward(Tensor gradient, Tape tape) {
        try (Tensor deviations = tape.restore();
                Tensor normalised = tape.restore()) {
            Tensor result = tape.exclusive(gradient);
            tape.kernels().layerNormalizeBackward(normalization, normalised, deviations, result);
            return result;
        }
    }
}
