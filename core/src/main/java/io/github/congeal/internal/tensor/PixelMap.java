package io.github.congeal.internal.tensor;

/**
 * Where the pixels of a transformed cutout are read from, one by one. It is computed in Java, so that it is the same on
 * every device, and anew each time, so that nothing is stored.
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
