package io.github.congeal.internal.engine;

import io.github.congeal.control.Motion;
import io.github.congeal.internal.guidance.PictureSize;
import io.github.congeal.internal.tensor.Homography;

/**
 * Moves pictures, or anything else of rows and columns: each number is read bilinearly where it comes from.
 *
 * @param back where each point of the result comes from, counted from the upper left corner, so that the middle of the first
 *     pixel is at 0.5, 0.5
 * @param border what is read outside
 */
record PictureWarp(Homography back, Motion.Border border) {
    /** Farther away than anything that is worth telling apart. */
    private static final double FAR = 1e9;

    /**
     * Moves a picture.
     *
     * @param from {@code [height, width, channels]}
     * @param to likewise, another array; overwritten
     */
    void warp(float[] from, float[] to, PictureSize size, int channels) {
        float[] rim = rim(from, size, channels);
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

    /** Whether there is something to be read at a place, which is then written. */
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

    /** The mean of the outermost pixels. */
    private static float[] rim(float[] from, PictureSize size, int channels) {
        double[] sum = new double[channels];
        int count = 0;
        for (int y = 0; y < size.height(); y++) {
            boolean whole = y == 0 || y == size.height() - 1;
            int step = whole ? 1 : Math.max(size.width() - 1, 1);
            for (int x = 0; x < size.width(); x += step) {
                for (int c = 0; c < channels; c++) {
                    sum[c] += from[(y * size.width() + x) * channels + c];
                }
                count++;
            }
        }
        float[] mean = new float[channels];
        for (int c = 0; c < channels; c++) {
            mean[c] = (float) (sum[c] / count);
        }
        return mean;
    }
}
