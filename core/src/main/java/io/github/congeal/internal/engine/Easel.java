package io.github.congeal.internal.engine;

import io.github.congeal.internal.sketcher.Sketch;
import io.github.congeal.internal.tensor.Saved;

/** The square that a sketch is drawn on, and its way to and from a canvas. */
interface Easel extends Saved {
    /**
     * What the canvas shows in place of a sketch's decided codes, row by row.
     *
     * @param sketch as it was drawn last
     */
    int[] present(Sketch sketch);

    /**
     * Draws a sketch on the canvas: what it decided. All else on the canvas stays until {@link #restore} puts it back.
     *
     * @param sketch after one more pass, or several
     * @param before the same sketch as it was on the canvas
     */
    void draw(Sketch sketch, Sketch before);

    /**
     * Puts back what the run began with, cleared a little more after each pass, wherever no decided code of a sketch lies.
     *
     * @param sketch as it was drawn last
     */
    void restore(Sketch sketch);
}
