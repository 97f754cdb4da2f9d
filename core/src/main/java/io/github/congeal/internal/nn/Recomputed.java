package io.github.congeal.internal.nn;

import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;

/**
 * A layer that keeps only its input where the run is short of memory, and computes the rest again on the way back (Chen
 * et al. 2016).
 */
public final class Recomputed implements Layer {
    /** Comes before the highest resolution, and so before every number of them that a run recomputes. */
    private static final int ALWAYS = -1;

    private final Layer inner;
    private final int level;

    /**
     * A layer that may be asked to do so.
     *
     * @param level the resolution that it works at, counted from the highest: those are recomputed first
     */
    public Recomputed(Layer inner, int level) {
        this.inner = inner;
        this.level = level;
    }

    /** A layer that does so in every run. */
    public static Recomputed always(Layer inner) {
        return new Recomputed(inner, ALWAYS);
    }

    @Override
    public Tensor forward(Tensor input, Tape tape) {
        if (!tape.recomputes(level)) {
            return inner.forward(input, tape);
        }
        boolean recording = tape.record(false);
        Tensor out = inner.forward(input.retain(), tape);
        tape.record(recording);
        tape.save(input);
        return out;
    }

    @Override
    public void replay(Tensor input, Tape tape) {
        if (tape.recomputes(level)) {
            tape.save(input);
        } else {
            inner.replay(input, tape);
        }
    }

    @Override
    public Tensor backward(Tensor gradient, Tape tape) {
        if (tape.recomputes(level)) {
            inner.replay(tape.restore(), tape);
        }
        return inner.backward(gradient, tape);
    }
}
