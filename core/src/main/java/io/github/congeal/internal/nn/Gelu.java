package io.github.congeal.internal.nn;

import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;

/**
 * The exact GELU, {@code x Φ(x)} with the standard normal distribution function Φ (Hendrycks and Gimpel 2016), which most of
 * open_clip's models use.
 */
public final class Gelu implements Layer {
    @Override
    public Tensor forward(Tensor input, Tape tape) {
        Tensor out = tape.take(input.shape());
        if (!tape.isRecording()) {
            tape.kernels().gelu(input, out);
            input.close();
            return out;
        }
        Tensor derivative = tape.exclusive(input);
        tape.kernels().geluWithDerivative(derivative, out);
        tape.save(derivative);
        return out;
    }

    @Override
    public Tensor backward(Tensor gradient, Tape tape) {
        try (Tensor derivative = tape.restore()) {
            Tensor result = tape.exclusive(gradient);
            tape.kernels().multiplyElements(result, derivative);
            return result;
        }
    }
}
