package io.github.congeal.internal.tensor.host;

import io.github.congeal.internal.tensor.ColourFactors;

/**
 * Conversion of pixels between RGB and HSV, and the gradients of both directions, with the conventions of kornia 0.6.3:
 * hue in radians, the saturation's divisor is the value plus a tiny number, the first of several equal channels counts
 * as the largest or smallest, no clamping. Unlike there, a nearly black pixel has no saturation: see {@link
 * ColourFactors#DARKEST}.
 */
final class Hsv {
    /** A full turn of the hue. */
    static final float TURN = (float) (2 * Math.PI);

    /** The largest channel, by sixth of a turn of the hue. */
    private static final int[] HIGH = {0, 1, 1, 2, 2, 0};

    /** The smallest channel, by sixth of a turn of the hue. */
    private static final int[] LOW = {2, 2, 0, 0, 1, 1};

    /** The channel between them, by sixth of a turn of the hue. */
    private static final int[] BETWEEN = {1, 0, 2, 1, 0, 2};

    /** The channel after each. */
    private static final int[] NEXT = {1, 2, 0};

    private Hsv() {}

    /**
     * Converts red, green, blue to hue 0..2π, saturation and value.
     *
     * @param i where the pixel's colours begin
     * @param at where hue, saturation and value are written
     */
    static void fromRgb(float[] rgb, int i, float[] hsv, int at) {
        float red = rgb[i];
        float green = rgb[i + 1];
        float blue = rgb[i + 2];
        float max;
        float ahead;
        int largest;
        if (red >= green && red >= blue) {
            max = red;
            ahead = (red - blue) - (red - green);
            largest = 0;
        } else if (green >= blue) {
            max = green;
            ahead = (green - red) - (green - blue);
            largest = 1;
        } else {
            max = blue;
            ahead = (blue - green) - (blue - red);
            largest = 2;
        }
        float delta = max - Math.min(red, Math.min(green, blue));
        float spread = delta == 0 ? 1 : delta;
        // Multiplied by the spread and divided again, as kornia does: on the border of two sectors the rounding decides
        // about the gradient.
        float sixths = (ahead + 2 * largest * spread) / spread;
        float turns = sixths / 6;
        hsv[at] = (turns < 0 ? turns + 1 : turns) * TURN;
        hsv[at + 1] = Math.abs(max) < ColourFactors.DARKEST ? 0 : delta / (max + ColourFactors.TINY);
        hsv[at + 2] = max;
    }

    /**
     * The gradient of {@link #fromRgb}.
     *
     * @param rgb the pixel that was converted
     * @param i where its colours begin
     * @param gradient at {@code i}, the gradient with respect to hue, saturation and value; overwritten by that with respect
     *     to red, green, blue
     */
    static void fromRgbGradient(float[] rgb, int i, float[] gradient) {
        int largest = largest(rgb, i);
        int smallest = smallest(rgb, i);
        float max = rgb[i + largest];
        float delta = max - rgb[i + smallest];
        float spread = delta == 0 ? 1 : delta;
        float sixths = gradient[i] * (TURN / 6);
        boolean dark = Math.abs(max) < ColourFactors.DARKEST;
        float saturation = dark ? 0 : gradient[i + 1];
        float value = gradient[i + 2];
        float divisor = dark ? 1 : max + ColourFactors.TINY;

        float toDelta = saturation / divisor;
        if (delta != 0) {
            float next = rgb[i + NEXT[largest]];
            float second = rgb[i + NEXT[NEXT[largest]]];
            toDelta -= sixths * ((max - second) - (max - next)) / (spread * spread);
        }
        float toMax = value - saturation * delta / (divisor * divisor) + toDelta;
        gradient[i + largest] = 0;
        gradient[i + NEXT[largest]] = sixths / spread;
        gradient[i + NEXT[NEXT[largest]]] = -(sixths / spread);
        gradient[i + largest] += toMax;
        gradient[i + smallest] -= toDelta;
    }

    /**
     * Converts hue (any), saturation and value to red, green, blue.
     *
     * @param at where hue, saturation and value begin
     * @param i where the pixel's colours are written
     */
    static void toRgb(float[] hsv, int at, float[] rgb, int i) {
        float sixths = hsv[at] / TURN * 6;
        int floor = (int) Math.floor(sixths);
        int sector = Math.floorMod(floor, 6);
        float f = sixths - floor;
        float s = hsv[at + 1];
        float v = hsv[at + 2];
        rgb[i + HIGH[sector]] = v;
        rgb[i + LOW[sector]] = v * (1 - s);
        // The remaining channel falls in odd sectors and rises in even ones.
        rgb[i + BETWEEN[sector]] = v * (1 - ((sector & 1) == 1 ? f : 1 - f) * s);
    }

    /**
     * The gradient of {@link #toRgb}.
     *
     * @param hsv the pixel that was converted
     * @param at where its hue, saturation and value begin
     * @param gradient at {@code i}, the gradient with respect to red, green, blue; overwritten by that with respect to hue,
     *     saturation and value
     */
    static void toRgbGradient(float[] hsv, int at, float[] gradient, int i) {
        float sixths = hsv[at] / TURN * 6;
        int floor = (int) Math.floor(sixths);
        int sector = Math.floorMod(floor, 6);
        float f = sixths - floor;
        float s = hsv[at + 1];
        float v = hsv[at + 2];
        boolean falls = (sector & 1) == 1;
        float part = falls ? f : 1 - f;
        float high = gradient[i + HIGH[sector]];
        float low = gradient[i + LOW[sector]];
        float between = gradient[i + BETWEEN[sector]];
        gradient[i] = between * v * s * (falls ? -6 : 6) / TURN;
        gradient[i + 1] = -v * (low + between * part);
        gradient[i + 2] = high + low * (1 - s) + between * (1 - part * s);
    }

    /** Reduces a hue of less than two turns to less than one, with the same sign. */
    static float wrap(float hue) {
        if (hue >= TURN) {
            return hue - TURN;
        }
        return hue <= -TURN ? hue + TURN : hue;
    }

    private static int largest(float[] rgb, int i) {
        if (rgb[i] >= rgb[i + 1]) {
            return rgb[i] >= rgb[i + 2] ? 0 : 2;
        }
        return rgb[i + 1] >= rgb[i + 2] ? 1 : 2;
    }

    private static int smallest(float[] rgb, int i) {
        if (rgb[i] <= rgb[i + 1]) {
            return rgb[i] <= rgb[i + 2] ? 0 : 2;
        }
        return rgb[i + 1] <= rgb[i + 2] ? 1 : 2;
    }
}
