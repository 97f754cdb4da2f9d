package io.github.congeal.internal.tensor;

/**
 * A rectangle of a picture, resampled to the square of a cutout.
 *
 * @param x left edge in the picture
 * @param y top edge in the picture
 * @param across the resampler from the rectangle's width to the cutout's side
 * @param down the resampler from the rectangle's height to the cutout's side
 * @param mirrored whether left and right are swapped in the cutout
 * @param maximal whether the cutout is averaged with a maximum pooling: see {@link CutoutKernels#poolMaximum}
 */
public record Window(int x, int y, AxisResampler across, AxisResampler down, boolean mirrored, boolean maximal) {
    /** A square, not mirrored. */
    public Window(int x, int y, AxisResampler axis) {
        this(x, y, axis, false);
    }

    /** A square, perhaps mirrored. */
    public Window(int x, int y, AxisResampler axis, boolean mirrored) {
        this(x, y, axis, axis, mirrored, false);
    }

    /** The rectangle's width, in pixels of the picture. */
    public int width() {
        return across.forward().inputs();
    }

    /** The rectangle's height, in pixels of the picture. */
    public int height() {
        return down.forward().inputs();
    }

    /** The cutout's side. */
    public int size() {
        return across.forward().outputs();
    }

    /** The same window with left and right swapped. */
    public Window mirror() {
        return new Window(x, y, across, down, !mirrored, maximal);
    }
}
