package io.github.congeal.internal.nn;

import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.util.function.UnaryOperator;

/**
 * Gradient checkpointing (Chen et al. 2016): to save memory, the forward pass saves only the layer's input, and the backward
 * pass computes the rest again.
 */
public final class GradientCheckpointing implements Layer {
    /** A level below 0, which every run checkpoints. */
    private static final int ALWAYS = -1;

    private final Layer inner;
    private final int level;
    private final int following;

    /**
     * A layer that a run may checkpoint.
     *
     * @param level its resolution: 0 is the highest, which is checkpointed first
     */
    public GradientCheckpointing(Layer inner, int level) {
        this(inner, level, Integer.MAX_VALUE);
    }

    /**
     * A block that a run may checkpoint, or spare although its resolution is checkpointed.
     *
     * @param following the number of blocks between this one and the network's end
     */
    public GradientCheckpointing(Layer inner, int level, int following) {
        this.inner = inner;
        this.level = level;
        this.following = following;
    }

    /** A layer that every run checkpoints. */
    public static GradientCheckpointing always(Layer inner) {
        return new GradientCheckpointing(inner, ALWAYS);
    }

    @Override
    public Tensor forward(Tensor input, Tape tape) {
        return forward(input, x -> inner.forward(x, tape), tape);
    }

    @Override
    public Tensor forwardAdding(Tensor input, Tensor added, Tape tape) {
        return forward(input, x -> inner.forwardAdding(x, added, tape), tape);
    }

    private Tensor forward(Tensor input, UnaryOperator<Tensor> pass, Tape tape) {
        if (!tape.checkpoints(level, following)) {
            return pass.apply(input);
        }
        boolean recording = tape.record(false);
        Tensor out = pass.apply(input.retain());
        tape.record(recording);
        tape.save(input);
        return out;
    }

    @Override
    public void replay(Tensor input, Tape tape) {
        if (tape.checkpoints(level, following)) {
            tape.save(input);
        } else {
            inner.replay(input, tape);
        }
    }

    @Override
    public Tensor backward(Tensor gradient, Tape tape) {
        if (tape.checkpoints(level, following)) {
            inner.replay(tape.restore(), tape);
        }
        return inner.backward(gradient, tape);
    }
}
