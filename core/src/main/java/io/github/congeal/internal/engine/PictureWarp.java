package io.github.congeal.internal.engine;

import io.github.congeal.control.Motion;
import io.github.congeal.internal.guidance.PictureSize;
import io.github.congeal.internal.tensor.Homography;

/**
 * Warps pictures or latents {@code [H, W, C]} by a homography, with bilinear interpolation.
 *
 * @param back the map from a point of the result to its source, in pixels from the upper left corner, so that the centre of
 *     the first pixel is (0.5, 0.5)
 * @param border what is read outside of the source
 */
record PictureWarp(Homography back, Motion.Border border) {
    /** Coordinates beyond this are treated as infinitely far away. */
    private static final double FAR = 1e9;

    /**
     * Warps a picture.
     *
     * @param from {@code [H, W, C]}
     * @param to of the same shape, another array; overwritten
     */
    void warp(float[] from, float[] to, PictureSize size, int channels) {
        float[] rim = EdgeMean.of(from, size, channels);
        int width = size.width();
        for (int y = 0; y < size.height(); y++) {
            for (int x = 0; x < width; x++) {
                int at = (y * width + x) * channels;
                if (!read(from, to, at, x + 0.5, y + 0.5, size, channels)) {
                    System.arraycopy(rim, 0, to, at, channels);
                }
            }
        }
    }

    /** Interpolates one pixel; returns false, and writes nothing, if it is to have the colour of the border. */
    private boolean read(float[] from, float[] to, int at, double x, double y, PictureSize size, int channels) {
        double depth = back.at(2, 0) * x + back.at(2, 1) * y + back.at(2, 2);
        if (depth <= 0) {
            return false;
        }
        double[] place = back.apply(x, y);
        int width = size.width();
        int height = size.height();
        boolean inside = place[0] >= 0 && place[0] < width && place[1] >= 0 && place[1] < height;
        if (!(inside || border != Motion.Border.FILL && Math.abs(place[0]) < FAR && Math.abs(place[1]) < FAR)) {
            return false;
        }
        double left = Math.floor(place[0] - 0.5);
        double top = Math.floor(place[1] - 0.5);
        double right = place[0] - 0.5 - left;
        double down = place[1] - 0.5 - top;
        int x0 = index((int) left, width);
        int x1 = index((int) left + 1, width);
        int y0 = index((int) top, height) * width;
        int y1 = index((int) top + 1, height) * width;
        for (int c = 0; c < channels; c++) {
            double upper = mix(from[(y0 + x0) * channels + c], from[(y0 + x1) * channels + c], right);
            double lower = mix(from[(y1 + x0) * channels + c], from[(y1 + x1) * channels + c], right);
            to[at + c] = (float) mix(upper, lower, down);
        }
        return true;
    }

    private static double mix(double a, double b, double part) {
        return a + (b - a) * part;
    }

    private int index(int place, int length) {
        return switch (border) {
            case WRAP -> Math.floorMod(place, length);
            case REFLECT -> {
                int folded = Math.floorMod(place, 2 * length);
                yield folded < length ? folded : 2 * length - 1 - folded;
            }
            case FILL -> Math.min(Math.max(place, 0), length - 1);
        };
    }
}
