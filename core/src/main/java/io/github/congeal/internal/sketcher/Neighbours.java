package io.github.congeal.internal.sketcher;

/**
 * The drawings of the book that are nearest to a phrase: two of the wanted style, and the best of all others.
 *
 * @param entries their numbers in the book
 * @param likeness how near each is, at most 1
 */
record Neighbours(int[] entries, float[] likeness) {
    /** How many there are. */
    static final int COUNT = 3;

    /** By how much another style must know a thing better to be taken. */
    private static final float BETTER = 0.15f;

    /** Whether the best of another style is much nearer than the best of the wanted one. */
    boolean isBetterInAnotherStyle() {
        return likeness[COUNT - 1] > likeness[0] + BETTER;
    }
}
