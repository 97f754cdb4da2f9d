package io.github.congeal.internal.tensor;

/**
 * The source coordinates of a transformed cutout's pixels. They are computed in Java, so that they are the same on every
 * device, and computed again in the backward pass, so that nothing is stored.
 */
@FunctionalInterface
public interface PixelMap {
    /**
     * Computes the coordinates; each call gives the same.
     *
     * @param size the cutout's side in pixels
     * @param x the column of the source that each pixel is read from, {@code [size, size]}; 0 is the centre of the first
     *     pixel; overwritten
     * @param y the row, likewise
     */
    void place(int size, float[] x, float[] y);
}
