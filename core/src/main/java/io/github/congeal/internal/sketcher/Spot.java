package io.github.congeal.internal.sketcher;

/**
 * Where a thing stands.
 *
 * @param x its middle, from -1 at the left to 1 at the right
 * @param y its middle, from -1 at the top to 1 at the bottom
 * @param extent its share of the picture's width
 */
record Spot(double x, double y, double extent) {
    /** The share of the width that the drawings of the book have. */
    static final double DRAWN = 0.88;
}
