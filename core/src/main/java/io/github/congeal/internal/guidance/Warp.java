package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.Homography;
import io.github.congeal.internal.tensor.SamplePadding;

/**
 * The homographies that augmentations draw, as in kornia up to 0.6.3. Those versions mix two conventions of where a
 * picture's corners are; each method states the consequence.
 */
final class Warp {
    private Warp() {}

    /**
     * Mirrors left to right.
     *
     * @param size the cutout's side
     */
    static Transform<Homography> flip(int size) {
        return new Sample(SamplePadding.BORDER).with(Homography.mirror(size));
    }

    /** kornia's affine warp with only a rotation and a shift. */
    static Transform<Homography> affine(int size, double degrees, double dx, double dy, SamplePadding padding) {
        return new Sample(padding).with(affine(size, degrees, dx, dy, 1, 0));
    }

    /**
     * kornia's affine warp: a shear, a scaling and a rotation about the middle, then a shift. The corners are the
     * middles of the outermost pixels when the matrix is normalised, but their outer edges when it is sampled, so a
     * shift of {@code d} pixels comes out as {@code d * size / (size - 1)}.
     *
     * @param size the cutout's side
     * @param degrees angle of the rotation; with y pointing down, positive turns clockwise
     * @param dx shift to the right in pixels
     * @param dy shift down in pixels
     * @param scale above 1 enlarges
     * @param shear angle of the shear along the rows, in degrees; positive moves what is above the middle to the right
     */
    static Homography affine(int size, double degrees, double dx, double dy, double scale, double shear) {
        double cos = Math.cos(Math.toRadians(degrees));
        double sin = Math.sin(Math.toRadians(degrees));
        double middle = (size - 1) / 2.0;
        double fixed = (1 - cos) * middle;
        Homography moved = Homography.affine(cos, -sin, fixed + sin * middle + dx, sin, cos, fixed - sin * middle + dy);
        if (scale != 1) {
            moved = moved.after(Homography.scaleThenShift(scale, (1 - scale) * middle));
        }
        if (shear != 0) {
            double slope = Math.tan(Math.toRadians(shear));
            moved = moved.after(Homography.affine(1, -slope, slope * middle, 0, 1, 0));
        }
        Homography edges = edges(size);
        Homography middles = middles(size);
        return edges.inverse()
                .after(middles)
                .after(moved.inverse())
                .after(middles.inverse())
                .after(edges);
    }

    /** kornia's rotation about the middle; with y pointing down, a positive angle turns anticlockwise. */
    static Homography rotation(int size, double degrees) {
        double cos = Math.cos(Math.toRadians(degrees));
        double sin = Math.sin(Math.toRadians(degrees));
        Homography fromMiddle = Homography.scaleThenShift(1, (size - 1) / 2.0);
        return fromMiddle.after(Homography.affine(cos, -sin, 0, sin, cos, 0)).after(fromMiddle.inverse());
    }

    /**
     * kornia's perspective warp: the corners of the picture move. The corners are the middles of the outermost pixels
     * when the grid is computed, but their outer edges when it is sampled, so that even unmoved corners shrink the
     * picture by {@code (size - 1) / size} about its middle.
     *
     * @param size the cutout's side
     * @param corners where the corners go, {@code [4, 2]} as x, y: top left, top right, bottom right, bottom left
     */
    static Homography perspective(int size, double[] corners) {
        double last = size - 1.0;
        Homography moved = Homography.betweenCorners(new double[] {0, 0, last, 0, last, last, 0, last}, corners);
        return edges(size).inverse().after(middles(size)).after(moved.inverse());
    }

    /**
     * Enlarges a part, given in pixels, to the whole; the part's outermost pixels become the cutout's.
     *
     * @param size the cutout's side
     */
    static Homography part(int size, double left, double top, double width, double height) {
        double last = Math.max(size - 1.0, 1);
        return Homography.affine((width - 1) / last, 0, left, 0, (height - 1) / last, top);
    }

    /** From pixels to -1..1, when those are the outer edges of the outermost pixels. */
    private static Homography edges(int size) {
        return Homography.scaleThenShift(2.0 / size, 1.0 / size - 1);
    }

    /** From pixels to -1..1, when those are the middles of the outermost pixels. */
    private static Homography middles(int size) {
        return Homography.scaleThenShift(2.0 / (size - 1), -1);
    }
}
