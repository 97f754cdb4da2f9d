package io.github.congeal.internal.tensor;

/**
 * A square window of a picture, resampled to the size of a cutout.
 *
 * @param x left edge in the picture
 * @param y top edge in the picture
 * @param axis the resampler from the window's side to the cutout's, used for rows and columns alike
 * @param mirrored whether left and right are swapped in the cutout
 */
public record Window(int x, int y, AxisResampler axis, boolean mirrored) {
    /** A window that is seen as it is. */
    public Window(int x, int y, AxisResampler axis) {
        this(x, y, axis, false);
    }

    /** The window's side, in pixels of the picture. */
    public int side() {
        return axis.forward().inputs();
    }

    /** The cutout's side. */
    public int size() {
        return axis.forward().outputs();
    }

    /** The same window with left and right swapped. */
    public Window mirror() {
        return new Window(x, y, axis, !mirrored);
    }
}
