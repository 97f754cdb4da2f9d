package io.github.congeal.internal.sketcher;

import java.util.Arrays;

/**
 * The state of a sketch between two passes. Codes are in row-major order.
 *
 * @param done the number of passes made
 * @param codes the decided codes, and {@link #UNDECIDED} elsewhere
 * @param guess the decided codes and, elsewhere, the codes that the last pass drew; {@link #UNDECIDED} before the first pass
 * @param confidence the probability of each guess when it was drawn; 0 before the first pass
 */
public record Sketch(int done, int[] codes, int[] guess, float[] confidence) {
    /** The value at positions that are not decided. */
    public static final int UNDECIDED = -1;

    /** A sketch of {@code places} codes before the first pass. */
    public static Sketch blank(int places) {
        int[] codes = new int[places];
        Arrays.fill(codes, UNDECIDED);
        return new Sketch(0, codes, codes.clone(), new float[places]);
    }

    /** Whether a position is decided. */
    public boolean isDecided(int place) {
        return codes[place] != UNDECIDED;
    }

    /** The number of decided positions. */
    public int decided() {
        return (int) Arrays.stream(codes).filter(code -> code != UNDECIDED).count();
    }

    /**
     * The same sketch with the current codes of its decided positions, which the optimisation may have changed.
     *
     * @param present a code for each position; those of undecided positions are ignored
     */
    public Sketch withPresent(int... present) {
        if (present.length != codes.length) {
            throw new IllegalArgumentException(
                    "%s codes are given for a sketch of %s".formatted(present.length, codes.length));
        }
        int[] newCodes = codes.clone();
        int[] newGuess = guess.clone();
        for (int i = 0; i < codes.length; i++) {
            if (isDecided(i)) {
                newCodes[i] = present[i];
                newGuess[i] = present[i];
            }
        }
        return new Sketch(done, newCodes, newGuess, confidence);
    }
}
