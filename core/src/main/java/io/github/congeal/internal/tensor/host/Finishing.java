package io.github.congeal.internal.tensor.host;

import io.github.congeal.internal.tensor.Tensor;

/** What is done with the output of a Winograd convolution before it is written, while it is in the processor's cache. */
interface Finishing {
    /** Scratch arrays of one worker that each call is given. */
    int ARRAYS = 5;

    /** Called once before all strips, but not in a dry run. */
    default void open() {}

    /** Begins a strip. */
    default void begin(float[][] scratch) {}

    /**
     * Changes some pixels of a row.
     *
     * @param at the index of the first number in the whole picture
     * @param row the numbers, from index 0 on
     * @param scratch arrays that are at least as long as the row, and keep their content within a strip
     */
    void apply(long at, float[] row, int count, float[][] scratch);

    /** Ends a strip. */
    default void end(int strip, float[][] scratch) {}

    /** Adds another picture of the same shape. */
    static Finishing adding(Tensor picture) {
        return (at, row, count, scratch) -> {
            picture.read(at, scratch[0], 0, count);
            WinogradTiles.add(scratch[0], row, count);
        };
    }
}
