package io.github.congeal.internal.sketcher;

import java.util.Arrays;

/**
 * The sketcher's inputs for one picture. Omitted inputs are zero; the codes of an omitted neighbour are {@link
 * Sketch#UNDECIDED}.
 *
 * @param style the index of the style
 * @param arrangement the index of the arrangement of objects
 * @param meaning the embedding of the text, {@code [meaningWidth]}, of length {@code sqrt(meaningWidth)}
 * @param words the embeddings of words, {@code [words, wordWidth]}
 * @param near the codes of each neighbour, in row-major order: {@code [neighbours][side * side]}
 * @param keys {@code [neighbours, meaningWidth + 1]}: the embedding of each neighbour's name, and its likeness to the prompt
 */
public record Condition(int style, int arrangement, float[] meaning, float[] words, int[][] near, float[] keys) {
    /** The same condition without the text, for classifier-free guidance. */
    Condition withoutText() {
        return new Condition(style, arrangement, new float[meaning.length], new float[words.length], near, keys);
    }

    /** The same condition without neighbours. */
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
