package io.github.congeal.internal.engine;

import io.github.congeal.internal.sketcher.Sketch;
import io.github.congeal.internal.tensor.Saved;

/** Transfers a square sketch to a canvas of any kind and size. */
interface Easel extends Saved {
    /**
     * The codes that the canvas shows now, in row-major order, as the sketcher's input for the next pass.
     *
     * @param sketch as it was drawn last
     */
    int[] present(Sketch sketch);

    /**
     * Draws the decided codes of a sketch on the canvas. Other positions stay until {@link #restore}.
     *
     * @param sketch after one or more further passes
     * @param before the same sketch as it was drawn last
     */
    void draw(Sketch sketch, Sketch before);

    /**
     * Resets undecided positions to the initial parameters, which move towards the guess after each pass.
     *
     * @param sketch as it was drawn last
     */
    void restore(Sketch sketch);
}
