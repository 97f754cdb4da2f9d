package io.github.congeal.internal.guidance;

import java.util.Arrays;
import java.util.List;

/**
 * Moves pixels along a homography: each pixel of the result is read, bilinearly, at its place in the source. Built as
 * kornia up to 0.6.3 does it, which mixes two ideas of where the corners of a picture are; the factories say what
 * follows from that.
 */
final class Warp implements Transform {
    /** What is read outside of the source. */
    enum Padding {
        /** Black. */
        ZEROS,
        /** The nearest pixel of the edge. */
        BORDER
    }

    /** From a pixel of the result to its place in the source, both counted in pixels from the first one's middle. */
    private final Homography source;

    private final Padding padding;

    /** The warp that reads pixel {@code p} of the result at {@code source(p)}. */
    Warp(Homography source, Padding padding) {
        this.source = source;
        this.padding = padding;
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
    static Warp affine(int size, double degrees, double dx, double dy, Padding padding) {
        double cos = Math.cos(Math.toRadians(degrees));
        double sin = Math.sin(Math.toRadians(degrees));
        double middle = (size - 1) / 2.0;
        double fixed = (1 - cos) * middle;
        Homography moved = Homography.affine(cos, -sin, fixed + sin * middle + dx, sin, cos, fixed - sin * middle + dy);
        Homography edges = Homography.scaleThenShift(2.0 / size, 1.0 / size - 1);
        Homography middles = middles(size);
        return new Warp(
                edges.inverse()
                        .after(middles)
                        .after(moved.inverse())
                        .after(middles.inverse())
                        .after(edges),
                padding);
    }

    /**
     * kornia's perspective warp: the corners of the picture move, black comes in. The grid is laid through the middles
     * of the outermost pixels but sampled as if through their outer edges, so that even unmoved corners shrink the
     * picture by {@code (size - 1) / size} about its middle.
     *
     * @param size the cutout's side
     * @param corners where the corners go, {@code [4, 2]} as x, y: top left, top right, bottom right, bottom left
     */
    static Warp perspective(int size, double[] corners) {
        double last = size - 1.0;
        Homography moved = Homography.betweenCorners(new double[] {0, 0, last, 0, last, last, 0, last}, corners);
        Homography edges = Homography.scaleThenShift(2.0 / size, 1.0 / size - 1);
        return new Warp(edges.inverse().after(middles(size)).after(moved.inverse()), Padding.ZEROS);
    }

    /** From pixels to -1..1, when those are the middles of the outermost pixels. */
    private static Homography middles(int size) {
        return Homography.scaleThenShift(2.0 / (size - 1), -1);
    }

    /** From a pixel of the result to its place in the source, both counted from the middle of a picture. */
    Homography centred(int size) {
        Homography fromMiddle = Homography.scaleThenShift(1, (size - 1) / 2.0);
        return fromMiddle.inverse().after(source).after(fromMiddle);
    }

    @Override
    public Object kind() {
        return List.of(Warp.class, padding);
    }

    @Override
    public BatchTransform batch(Stage stage, CutoutBatch batch) {
        return new BatchWarp(stage, batch, padding);
    }

    @Override
    public void forward(float[] in, float[] out, int size) {
        warp(in, out, size, false);
    }

    @Override
    public void backward(float[] in, float[] outGradient, float[] inGradient, int size) {
        Arrays.fill(inGradient, 0, size * size * 3, 0f);
        warp(inGradient, outGradient, size, true);
    }

    /**
     * Runs over the pixels of the result, {@code [size, size, 3]}, and either reads each from the source or,
     * transposed, adds each to where it would have been read.
     */
    private void warp(float[] atSource, float[] atResult, int size, boolean transposed) {
        double a = source.at(0, 0);
        double d = source.at(1, 0);
        double g = source.at(2, 0);
        for (int y = 0, o = 0; y < size; y++) {
            double rowX = source.at(0, 1) * y + source.at(0, 2);
            double rowY = source.at(1, 1) * y + source.at(1, 2);
            double rowZ = source.at(2, 1) * y + source.at(2, 2);
            for (int x = 0; x < size; x++, o += 3) {
                double z = g * x + rowZ;
                double sourceX = (a * x + rowX) / z;
                double sourceY = (d * x + rowY) / z;
                if (padding == Padding.BORDER) {
                    sourceX = Math.min(Math.max(sourceX, 0), size - 1);
                    sourceY = Math.min(Math.max(sourceY, 0), size - 1);
                } else if (!(sourceX > -1 && sourceX < size && sourceY > -1 && sourceY < size)) {
                    if (!transposed) {
                        atResult[o] = atResult[o + 1] = atResult[o + 2] = 0;
                    }
                    continue;
                }
                // Truncation after adding 1 is the floor here, as both lie above -1.
                int left = (int) (sourceX + 1) - 1;
                int top = (int) (sourceY + 1) - 1;
                float right = (float) (sourceX - left);
                float bottom = (float) (sourceY - top);
                float keepLeft = left >= 0 ? 1 - right : 0;
                float keepTop = top >= 0 ? 1 - bottom : 0;
                right = left + 1 < size ? right : 0;
                bottom = top + 1 < size ? bottom : 0;
                int x0 = Math.max(left, 0) * 3;
                int x1 = Math.min(left + 1, size - 1) * 3;
                int y0 = Math.max(top, 0) * size * 3;
                int y1 = Math.min(top + 1, size - 1) * size * 3;
                float w00 = keepTop * keepLeft;
                float w01 = keepTop * right;
                float w10 = bottom * keepLeft;
                float w11 = bottom * right;
                for (int c = 0; c < 3; c++) {
                    if (transposed) {
                        float value = atResult[o + c];
                        atSource[y0 + x0 + c] += w00 * value;
                        atSource[y0 + x1 + c] += w01 * value;
                        atSource[y1 + x0 + c] += w10 * value;
                        atSource[y1 + x1 + c] += w11 * value;
                    } else {
                        atResult[o + c] = w00 * atSource[y0 + x0 + c]
                                + w01 * atSource[y0 + x1 + c]
                                + w10 * atSource[y1 + x0 + c]
                                + w11 * atSource[y1 + x1 + c];
                    }
                }
            }
        }
    }
}
