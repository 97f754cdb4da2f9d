package io.github.congeal.internal.engine;

import io.github.congeal.internal.tensor.Saved;
import io.github.congeal.internal.tensor.State;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;

/** The latent that a run began with, to which parts of a canvas can be put back. */
final class InitialLatent implements Saved {
    private final LatentCanvas canvas;
    private final Tensor latent;

    /** Keeps the present latent of a canvas. */
    InitialLatent(LatentCanvas canvas, Tape tape) {
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

    @Override
    public void state(State state) {
        state.tensor("latent", latent);
    }
}
