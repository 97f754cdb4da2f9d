package io.github.congeal.internal.sketcher;

import java.util.Arrays;

/**
 * The inputs of a sketcher for the picture to draw. Inputs that are left out are zero; the codes of a neighbour that is
 * left out are {@link Sketch#UNDECIDED}.
 *
 * @param style the number of a style
 * @param arrangement how the things stand
 * @param meaning {@code [meaningWidth]}, of length {@code sqrt(meaningWidth)}
 * @param words {@code [words, wordWidth]}
 * @param near the codes of each neighbour, row by row: {@code [neighbours][side * side]}
 * @param keys {@code [neighbours, meaningWidth + 1]}: what each neighbour's name means, and how like the prompt it is
 */
public record Condition(int style, int arrangement, float[] meaning, float[] words, int[][] near, float[] keys) {
    /** The same without the text, for guidance. */
    Condition withoutText() {
        return new Condition(style, arrangement, new float[meaning.length], new float[words.length], near, keys);
    }

    /** The same without any neighbour: what the transformer draws by itself. */
    public Condition withoutBook() {
        int[][] none = new int[near.length][];
        Arrays.setAll(none, i -> {
            int[] codes = new int[near[i].length];
            Arrays.fill(codes, Sketch.UNDECIDED);
            return codes;
        });
        return new Condition(style, arrangement, meaning, words, none, new float[keys.length]);
    }
}
