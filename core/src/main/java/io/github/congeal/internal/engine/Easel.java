package io.github.congeal.internal.engine;

import io.github.congeal.internal.sketcher.Sketch;
import io.github.congeal.internal.tensor.Saved;

/** Transfers a square sketch to a canvas of any kind and size. */
interface Easel extends Saved {
    /**
     * The codes from which the next pass of the sketcher starts, in row-major order: those that the canvas shows now if
     * it has as many as the sketch, otherwise those that were drawn last.
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
