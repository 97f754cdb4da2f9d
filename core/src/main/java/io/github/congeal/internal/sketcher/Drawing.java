package io.github.congeal.internal.sketcher;

/**
 * A drawing of the book.
 *
 * @param name what it shows
 * @param style the index of its style
 * @param set the set that it comes from
 * @param row its row in the table of drawings of the training
 */
public record Drawing(String name, int style, DrawingSet set, int row) {}
