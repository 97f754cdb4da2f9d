package io.github.congeal.internal.nn;

import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** The sum of a branch and of the input, or of the input through a shortcut. */
public final class Residual implements Layer {
    private final Layer branch;
    private final @Nullable Layer shortcut;

    /** The sum of a branch and of the input, which have the same shape. */
    public Residual(Layer branch) {
        this(branch, null);
    }

    /** The sum of a branch and of the input through a shortcut, if there is one. */
    public Residual(Layer branch, @Nullable Layer shortcut) {
        this.branch = branch;
        this.shortcut = shortcut;
    }

    @Override
    public Tensor forward(Tensor input, Tape tape) {
        if (shortcut == null) {
            try (input) {
                return branch.forwardAdding(input.retain(), input, tape);
            }
        }
        // The shortcut comes last, so that what it gives need not be kept meanwhile.
        Tensor out = tape.exclusive(branch.forward(input.retain(), tape));
        try (Tensor side = shortcut.forward(input, tape)) {
            tape.kernels().add(out, side);
        }
        return out;
    }

    @Override
    public void replay(Tensor input, Tape tape) {
        branch.replay(input.retain(), tape);
        if (shortcut == null) {
            input.close();
        } else {
            shortcut.replay(input, tape);
        }
    }

    @Override
    public Tensor backward(Tensor gradient, Tape tape) {
        try (Tensor side = shortcut == null ? gradient.retain() : shortcut.backward(gradient.retain(), tape)) {
            Tensor result = tape.exclusive(branch.backward(gradient, tape));
            tape.kernels().add(result, side);
            return result;
        }
    }
}
