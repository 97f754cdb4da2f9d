package io.github.congeal.internal.engine;

import io.github.congeal.internal.tensor.Saved;
import io.github.congeal.internal.tensor.State;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;

/**
 * The initial parameters of a canvas, to which positions can be reset. With each pass of a sketch they move towards the
 * sketcher's guess, so that the picture becomes clear everywhere at once and not position by position.
 */
final class InitialLatent implements Saved {
    /** The fraction of the distance to the guess in each pass: after four passes a quarter of the initial picture is left. */
    static final double CLEARING = 0.3;

    private final CodedCanvas canvas;
    private final Tensor latent;

    /** Keeps the current parameters of a canvas. */
    InitialLatent(CodedCanvas canvas, Tape tape) {
        this.canvas = canvas;
        this.latent = tape.take(canvas.parameters().shape());
        tape.kernels().copy(canvas.parameters(), latent);
    }

    /**
     * Resets some positions of the canvas.
     *
     * @param places for each position, in row-major order, whether it is reset
     */
    void restore(boolean[] places) {
        canvas.restore(latent, places);
    }

    /**
     * Moves the initial parameters towards a guess. The canvas does not change until {@link #restore}.
     *
     * @param guess the codes of the whole canvas, in row-major order
     * @param places for each position, whether it is moved
     */
    void approach(int[] guess, boolean[] places) {
        canvas.approach(latent, guess, places, CLEARING);
    }

    @Override
    public void state(State state) {
        state.tensor("latent", latent);
    }
}
