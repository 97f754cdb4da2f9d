package io.github.congeal.internal.nn;

import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** A residual connection: a branch plus the input, or plus the input through a shortcut. */
public final class Residual implements Layer {
    private final Layer branch;
    private final @Nullable Layer shortcut;

    /** A branch plus the input, which has the shape of the branch's output. */
    public Residual(Layer branch) {
        this(branch, null);
    }

    /** A branch plus the input through a shortcut, or plus the input itself if the shortcut is null. */
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
        // The shortcut comes last, so that its output need not be kept during the branch.
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
