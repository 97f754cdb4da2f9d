package io.github.congeal.internal.sketcher;

/**
 * A drawing of the book.
 *
 * @param name what it shows
 * @param style the number of its style
 * @param set where it comes from
 * @param row its place in the training's table of drawings
 */
public record Drawing(String name, int style, DrawingSet set, int row) {}
