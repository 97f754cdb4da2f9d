package io.github.congeal.internal.tensor.host;

import io.github.congeal.internal.tensor.Tensor;

/**
 * The epilogue of a Winograd convolution: what is done with its output while that is still in the processor's cache,
 * before it is written.
 */
interface Finishing {
    /** The number of scratch arrays. */
    int SCRATCH = 5;

    /** Called once before all strips, but not in a dry run. */
    default void open() {}

    /** Begins a strip. */
    default void begin(float[][] scratch) {}

    /**
     * Changes some pixels of a row.
     *
     * @param at the index of the first number in the whole picture
     * @param row the numbers, from index 0 on
     * @param scratch {@link #SCRATCH} arrays that are at least as long as the row, and keep their content within a strip
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
