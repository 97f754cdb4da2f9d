package io.github.congeal.internal.sketcher;

/**
 * The position and size of an object.
 *
 * @param x its centre, from -1 at the left to 1 at the right
 * @param y its centre, from -1 at the top to 1 at the bottom
 * @param extent its size as a fraction of the picture's width
 */
record Spot(double x, double y, double extent) {
    /** The size of the book's drawings as a fraction of the width. */
    static final double DRAWN = 0.88;
}
