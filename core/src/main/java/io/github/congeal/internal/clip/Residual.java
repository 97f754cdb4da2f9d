package io.github.congeal.internal.clip;

import io.github.congeal.internal.nn.Layer;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;

/** {@code x + branch(x)}. */
final class Residual implements Layer {
    private final Layer branch;

    /** A way around the branch, whose output must be shaped as its input. */
    Residual(Layer branch) {
        this.branch = branch;
    }

    @Override
    public Tensor forward(Tensor input, Tape tape) {
        Tensor out = tape.exclusive(branch.forward(input.retain(), tape));
        tape.ops().add(out, input);
        input.close();
        return out;
    }

    @Override
    public Tensor backward(Tensor gradient, Tape tape) {
        Tensor out = tape.exclusive(branch.backward(gradient.retain(), tape));
        tape.ops().add(out, gradient);
        gradient.close();
        return out;
    }
}
