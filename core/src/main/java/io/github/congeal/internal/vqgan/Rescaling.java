package io.github.congeal.internal.vqgan;

import io.github.congeal.internal.nn.Layer;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;

/** {@code factor * x + term}, which converts one range of colours to another. */
record Rescaling(double factor, double term) implements Layer {
    @Override
    public Tensor forward(Tensor input, Tape tape) {
        Tensor out = tape.exclusive(input);
        tape.kernels().scaleAndShift(out, factor, term);
        return out;
    }

    @Override
    public Tensor backward(Tensor gradient, Tape tape) {
        Tensor out = tape.exclusive(gradient);
        tape.kernels().scale(out, factor);
        return out;
    }
}
