package io.github.congeal.internal.engine;

/** The square that a sketch is drawn on, and its way to and from a canvas. */
interface Easel {
    /** The codes of what the canvas shows in the square, row by row. */
    int[] codes();

    /**
     * Draws codes on the canvas.
     *
     * @param codes of the whole square, row by row
     * @param decided for each of them whether it is to be there; the others tell what lies around
     */
    void draw(int[] codes, boolean[] decided);
}
