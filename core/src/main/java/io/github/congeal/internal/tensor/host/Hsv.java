package io.github.congeal.internal.tensor.host;

import io.github.congeal.internal.tensor.ColourFactors;

/**
 * Conversion of pixels {@code [3]} between RGB and HSV, and the gradients of both directions, with the conventions of kornia
 * 0.6.3: hue in radians, the saturation's divisor is the value plus a tiny number, the first of several equal channels
 * counts as the largest or smallest, no clamping.
 */
final class Hsv {
    /** A full turn of the hue. */
    static final float TURN = (float) (2 * Math.PI);

    /** The largest channel, by sixth of a turn of the hue. */
    private static final int[] HIGH = {0, 1, 1, 2, 2, 0};

    /** The smallest channel, by sixth of a turn of the hue. */
    private static final int[] LOW = {2, 2, 0, 0, 1, 1};

    private Hsv() {}

    /** Converts red, green, blue to hue 0..2π, saturation and value. */
    static void fromRgb(float[] rgb, float[] hsv) {
        int largest = largest(rgb);
        float max = rgb[largest];
        float delta = max - rgb[smallest(rgb)];
        float spread = delta == 0 ? 1 : delta;
        // Multiplied by the spread and divided again, as kornia does: on the border of two sectors the rounding decides
        // about the gradient.
        float sixths = (ahead(rgb, largest) + 2 * largest * spread) / spread;
        float turns = sixths / 6;
        hsv[0] = (turns < 0 ? turns + 1 : turns) * TURN;
        hsv[1] = Math.abs(max) < ColourFactors.DARKEST ? 0 : delta / (max + ColourFactors.TINY);
        hsv[2] = max;
    }

    /**
     * The gradient with respect to red, green, blue.
     *
     * @param rgb the pixel that was converted
     * @param hsvGradient the gradient with respect to hue, saturation and value
     * @param gradient overwritten
     */
    static void fromRgbGradient(float[] rgb, float[] hsvGradient, float[] gradient) {
        int largest = largest(rgb);
        int smallest = smallest(rgb);
        float max = rgb[largest];
        float delta = max - rgb[smallest];
        float spread = delta == 0 ? 1 : delta;
        float sixths = hsvGradient[0] * (TURN / 6);
        boolean dark = Math.abs(max) < ColourFactors.DARKEST;
        float saturation = dark ? 0 : hsvGradient[1];
        float divisor = dark ? 1 : max + ColourFactors.TINY;

        float toDelta = saturation / divisor;
        if (delta != 0) {
            toDelta -= sixths * ahead(rgb, largest) / (spread * spread);
        }
        float toMax = hsvGradient[2] - saturation * delta / (divisor * divisor) + toDelta;
        gradient[0] = 0;
        gradient[1] = 0;
        gradient[2] = 0;
        gradient[(largest + 1) % 3] += sixths / spread;
        gradient[(largest + 2) % 3] -= sixths / spread;
        gradient[largest] += toMax;
        gradient[smallest] -= toDelta;
    }

    /** Converts hue (any), saturation and value to red, green, blue. */
    static void toRgb(float[] hsv, float[] rgb) {
        float sixths = hsv[0] / TURN * 6;
        int floor = (int) Math.floor(sixths);
        int sector = Math.floorMod(floor, 6);
        float f = sixths - floor;
        float s = hsv[1];
        float v = hsv[2];
        rgb[HIGH[sector]] = v;
        rgb[LOW[sector]] = v * (1 - s);
        // The remaining channel falls in odd sectors and rises in even ones.
        rgb[3 - HIGH[sector] - LOW[sector]] = v * (1 - ((sector & 1) == 1 ? f : 1 - f) * s);
    }

    /**
     * The gradient with respect to hue, saturation and value.
     *
     * @param hsv the pixel that was converted
     * @param gradient the gradient with respect to red, green, blue
     * @param hsvGradient overwritten
     */
    static void toRgbGradient(float[] hsv, float[] gradient, float[] hsvGradient) {
        float sixths = hsv[0] / TURN * 6;
        int floor = (int) Math.floor(sixths);
        int sector = Math.floorMod(floor, 6);
        float f = sixths - floor;
        float s = hsv[1];
        float v = hsv[2];
        boolean falls = (sector & 1) == 1;
        float part = falls ? f : 1 - f;
        float high = gradient[HIGH[sector]];
        float low = gradient[LOW[sector]];
        float between = gradient[3 - HIGH[sector] - LOW[sector]];
        hsvGradient[0] = between * v * s * (falls ? -6 : 6) / TURN;
        hsvGradient[1] = -v * (low + between * part);
        hsvGradient[2] = high + low * (1 - s) + between * (1 - part * s);
    }

    /** Reduces a hue of less than two turns to less than one, with the same sign. */
    static float wrap(float hue) {
        if (hue >= TURN) {
            return hue - TURN;
        }
        return hue <= -TURN ? hue + TURN : hue;
    }

    /** Channel {@code largest + 1} less channel {@code largest + 2}, modulo 3. */
    private static float ahead(float[] rgb, int largest) {
        return (rgb[largest] - rgb[(largest + 2) % 3]) - (rgb[largest] - rgb[(largest + 1) % 3]);
    }

    private static int largest(float[] rgb) {
        if (rgb[0] >= rgb[1]) {
            return rgb[0] >= rgb[2] ? 0 : 2;
        }
        return rgb[1] >= rgb[2] ? 1 : 2;
    }

    private static int smallest(float[] rgb) {
        if (rgb[0] <= rgb[1]) {
            return rgb[0] <= rgb[2] ? 0 : 2;
        }
        return rgb[1] <= rgb[2] ? 1 : 2;
    }
}
