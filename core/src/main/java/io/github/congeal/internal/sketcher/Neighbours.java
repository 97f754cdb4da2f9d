package io.github.congeal.internal.sketcher;

/**
 * The drawings of the book that are nearest to a phrase: two of the wanted style, and the best of all others.
 *
 * @param entries their indices in the book
 * @param likeness the likeness of each to the phrase, at most 1
 */
record Neighbours(int[] entries, float[] likeness) {
    /** The number of neighbours. */
    static final int COUNT = 3;

    /** The least advantage in likeness at which the best of another style is preferred. */
    private static final float BETTER = 0.15f;

    /** Whether the best of another style is much nearer than the best of the wanted one. */
    boolean isBetterInAnotherStyle() {
        return likeness[COUNT - 1] > likeness[0] + BETTER;
    }
}
