package io.github.congeal.internal.sketcher;

import java.util.Arrays;

/**
 * The progress of a sketch: everything that the next pass starts from. Codes are stored row by row.
 *
 * @param done how many passes have been made
 * @param codes what is decided, and {@link #UNDECIDED} elsewhere
 * @param guess what is decided and, elsewhere, what the last pass drew; {@link #UNDECIDED} before the first
 * @param confidence the probability that each of the guesses had when it was drawn; 0 before the first pass
 */
public record Sketch(int done, int[] codes, int[] guess, float[] confidence) {
    /** Where there is no code yet. */
    public static final int UNDECIDED = -1;

    /** A sketch of which nothing is decided. */
    public static Sketch blank(int places) {
        int[] codes = new int[places];
        Arrays.fill(codes, UNDECIDED);
        return new Sketch(0, codes, codes.clone(), new float[places]);
    }

    /** Whether a place is decided. */
    public boolean isDecided(int place) {
        return codes[place] != UNDECIDED;
    }

    /** How many places are decided. */
    public int decided() {
        return (int) Arrays.stream(codes).filter(code -> code != UNDECIDED).count();
    }

    /**
     * The same sketch, with what has become of it in the meantime: a later pass then draws what suits that.
     *
     * @param present a code for each place; those of undecided places are not looked at
     */
    public Sketch withPresent(int... present) {
        if (present.length != codes.length) {
            throw new IllegalArgumentException(
                    "%d codes are given for a sketch of %d".formatted(present.length, codes.length));
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
