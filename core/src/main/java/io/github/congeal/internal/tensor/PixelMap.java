package io.github.congeal.internal.tensor;

/**
 * The source places of a transformed cutout's pixels. They are computed in Java, so that they are the same on every
 * device, and again each time, so that nothing is stored.
 */
@FunctionalInterface
public interface PixelMap {
    /**
     * Computes the places, the same each time.
     *
     * @param size the cutout's side
     * @param x the column of the source that each pixel is read from, {@code [size, size]}, counted in pixels from the
     *     middle of the first one; overwritten
     * @param y the row
     */
    void place(int size, float[] x, float[] y);
}
