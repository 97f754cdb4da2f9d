package io.github.congeal.internal.engine;

import io.github.congeal.internal.tensor.Saved;
import io.github.congeal.internal.tensor.State;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;

/**
 * The initial values of a run, to which parts of a canvas can be reset. With each pass of a sketch they move towards
 * what the sketch is about to show, so that the picture clears up everywhere at once and not place by place.
 */
final class InitialLatent implements Saved {
    /** What part of the way to the guess is made in each pass: after the fourth of eight passes a quarter of the mud is left. */
    static final double CLEARING = 0.3;

    private final CodedCanvas canvas;
    private final Tensor latent;

    /** Keeps the present numbers of a canvas of codes. */
    InitialLatent(CodedCanvas canvas, Tape tape) {
        this.canvas = canvas;
        this.latent = tape.take(canvas.parameters().shape());
        tape.kernels().copy(canvas.parameters(), latent);
    }

    /**
     * Puts places of the canvas back to it.
     *
     * @param places for each place, row by row, whether it is put back
     */
    void restore(boolean[] places) {
        canvas.restore(latent, places);
    }

    /**
     * Comes nearer to a guess. The canvas itself stays as it is until it is put back.
     *
     * @param guess the codes of the whole canvas, row by row
     * @param places for each of them, whether it is moved
     */
    void approach(int[] guess, boolean[] places) {
        canvas.approach(latent, guess, places, CLEARING);
    }

    @Override
    public void state(State state) {
        state.tensor("latent", latent);
    }
}
