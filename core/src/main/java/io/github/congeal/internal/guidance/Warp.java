package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.Homography;
import io.github.congeal.internal.tensor.SamplePadding;

/**
 * The homographies that augmentations draw, as in kornia up to 0.6.3, which mixes two conventions of where a picture's
 * corners are; each method says what follows from that.
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

    /**
     * kornia's affine warp: a rotation about the middle, then a shift. The matrix is normalised as if the corners were
     * the middles of the outermost pixels, but sampled as if they were their outer edges, so a shift of {@code d}
     * pixels comes out as {@code d * size / (size - 1)}.
     *
     * @param size the cutout's side
     * @param degrees angle of the rotation; with y pointing down, positive turns clockwise
     * @param dx shift to the right in pixels
     * @param dy shift down in pixels
     */
    static Transform<Homography> affine(int size, double degrees, double dx, double dy, SamplePadding padding) {
        double cos = Math.cos(Math.toRadians(degrees));
        double sin = Math.sin(Math.toRadians(degrees));
        double middle = (size - 1) / 2.0;
        double fixed = (1 - cos) * middle;
        Homography moved = Homography.affine(cos, -sin, fixed + sin * middle + dx, sin, cos, fixed - sin * middle + dy);
        Homography edges = Homography.scaleThenShift(2.0 / size, 1.0 / size - 1);
        Homography middles = middles(size);
        return new Sample(padding)
                .with(edges.inverse()
                        .after(middles)
                        .after(moved.inverse())
                        .after(middles.inverse())
                        .after(edges));
    }

    /**
     * kornia's perspective warp: the corners of the picture move, black comes in. The grid is laid through the middles
     * of the outermost pixels but sampled as if through their outer edges, so that even unmoved corners shrink the
     * picture by {@code (size - 1) / size} about its middle.
     *
     * @param size the cutout's side
     * @param corners where the corners go, {@code [4, 2]} as x, y: top left, top right, bottom right, bottom left
     */
    static Transform<Homography> perspective(int size, double[] corners) {
        double last = size - 1.0;
        Homography moved = Homography.betweenCorners(new double[] {0, 0, last, 0, last, last, 0, last}, corners);
        Homography edges = Homography.scaleThenShift(2.0 / size, 1.0 / size - 1);
        return new Sample(SamplePadding.ZEROS)
                .with(edges.inverse().after(middles(size)).after(moved.inverse()));
    }

    /** From pixels to -1..1, when those are the middles of the outermost pixels. */
    private static Homography middles(int size) {
        return Homography.scaleThenShift(2.0 / (size - 1), -1);
    }
}
