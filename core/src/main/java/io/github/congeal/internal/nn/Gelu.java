package io.github.congeal.internal.nn;

import io.github.congeal.internal.tensor.GaussianErrorUnit;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;

/** {@code x Φ(x)} with the normal distribution's Φ: the exact GELU, which most of open_clip's models use. */
public final class Gelu implements Layer {
    @Override
    public Tensor forward(Tensor input, Tape tape) {
        Tensor out = tape.take(input.shape());
        new GaussianErrorUnit(tape.ops()).forward(input, out);
        tape.save(input);
        return out;
    }

    @Override
    public Tensor backward(Tensor gradient, Tape tape) {
        try (Tensor input = tape.restore()) {
            Tensor result = tape.exclusive(gradient);
            new GaussianErrorUnit(tape.ops()).backward(input, result);
            return result;
        }
    }
}
