package io.github.congeal.internal.nn;

import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;

/** ReLU, {@code max(x, 0)}. */
public final class Relu implements Layer {
    @Override
    public Tensor forward(Tensor input, Tape tape) {
        Tensor out = tape.exclusive(input);
        tape.kernels().relu(out);
        tape.save(out.retain());
        return out;
    }

    @Override
    public Tensor backward(Tensor gradient, Tape tape) {
        try (Tensor output = tape.restore()) {
            Tensor result = tape.exclusive(gradient);
            tape.kernels().reluBackward(output, result);
            return result;
        }
    }
}
