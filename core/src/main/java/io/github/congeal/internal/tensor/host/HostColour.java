package io.github.congeal.internal.tensor.host;

import io.github.congeal.internal.tensor.ColourChange;
import io.github.congeal.internal.tensor.ColourFactors;
import java.util.List;

/** Changes the colours of a cutout {@code [size, size, 3]}: piece by piece, one change after the other. */
final class HostColour {
    /** The pixels of a piece: few enough that all its arrays stay in the innermost cache. */
    private static final int PIXELS = 128;

    private static final int RGB = 3;

    /** Hue, saturation, value, and the saturation before its clamp. */
    private static final int HSV = 4;

    /** The index of the saturation before its clamp. */
    private static final int UNCLAMPED = 3;

    private final ColourChange[] changes;
    private final ColourFactors factors;
    private final Scratch scratch;

    /**
     * Changes of one cutout.
     *
     * @param order the changes in their order
     * @param factors their parameters
     * @param scratch where arrays are borrowed
     */
    HostColour(List<ColourChange> order, ColourFactors factors, Scratch scratch) {
        this.changes = order.toArray(new ColourChange[0]);
        this.factors = factors;
        this.scratch = scratch;
    }

    void forward(float[] in, float[] out) {
        float[] rgb = scratch.take(PIXELS * RGB);
        float[] hsv = scratch.take(PIXELS * HSV);
        for (int from = 0; from < in.length; from += rgb.length) {
            int count = Math.min(rgb.length, in.length - from);
            System.arraycopy(in, from, rgb, 0, count);
            for (ColourChange change : changes) {
                apply(change, rgb, hsv, count);
            }
            System.arraycopy(rgb, 0, out, from, count);
        }
        scratch.giveBack(rgb, hsv);
    }

    void backward(float[] in, float[] outGradient, float[] inGradient) {
        int last = changes.length - 1;
        float[][] before = take(RGB);
        float[][] changed = take(HSV);
        float[] gradient = scratch.take(PIXELS * RGB);
        for (int from = 0; from < in.length; from += gradient.length) {
            int count = Math.min(gradient.length, in.length - from);
            System.arraycopy(in, from, before[0], 0, count);
            for (int n = 0; n < last; n++) {
                System.arraycopy(before[n], 0, before[n + 1], 0, count);
                apply(changes[n], before[n + 1], changed[n], count);
            }
            changeHsv(changes[last], before[last], changed[last], count);
            System.arraycopy(outGradient, from, gradient, 0, count);
            for (int n = last; n >= 0; n--) {
                applyGradient(changes[n], before[n], changed[n], gradient, count);
            }
            System.arraycopy(gradient, 0, inGradient, from, count);
        }
        scratch.giveBack(before);
        scratch.giveBack(changed);
        scratch.giveBack(gradient);
    }

    /** Takes one array for each change. */
    private float[][] take(int channels) {
        float[][] arrays = new float[changes.length][];
        for (int n = 0; n < arrays.length; n++) {
            arrays[n] = scratch.take(PIXELS * channels);
        }
        return arrays;
    }

    /** Applies one change in place; {@code hsv} is overwritten by {@link #changeHsv}. */
    private void apply(ColourChange change, float[] rgb, float[] hsv, int count) {
        switch (change) {
            case BRIGHTNESS -> shift(rgb, factors.brightness() - 1, count);
            case CONTRAST -> stretch(rgb, factors.contrast(), count);
            case SATURATION, HUE -> {
                changeHsv(change, rgb, hsv, count);
                for (int i = 0, at = 0; i < count; i += RGB, at += HSV) {
                    Hsv.toRgb(hsv, at, rgb, i);
                }
            }
            case CLAMP -> shift(rgb, 0, count);
        }
    }

    private static void shift(float[] rgb, float term, int count) {
        for (int i = 0; i < count; i++) {
            rgb[i] = clamp(rgb[i] + term);
        }
    }

    private static void stretch(float[] rgb, float factor, int count) {
        for (int i = 0; i < count; i++) {
            rgb[i] = clamp(rgb[i] * factor);
        }
    }

    /**
     * Computes hue, saturation and value after a change of the hue or the saturation, and the saturation before its
     * clamp; does nothing for other changes.
     */
    private void changeHsv(ColourChange change, float[] rgb, float[] hsv, int count) {
        if (change == ColourChange.SATURATION) {
            float factor = factors.saturation();
            for (int i = 0, at = 0; i < count; i += RGB, at += HSV) {
                Hsv.fromRgb(rgb, i, hsv, at);
                hsv[at + UNCLAMPED] = hsv[at + 1] * factor;
                hsv[at + 1] = clamp(hsv[at + UNCLAMPED]);
            }
        } else if (change == ColourChange.HUE) {
            float angle = factors.hue() * Hsv.TURN;
            for (int i = 0, at = 0; i < count; i += RGB, at += HSV) {
                Hsv.fromRgb(rgb, i, hsv, at);
                hsv[at] = Hsv.wrap(hsv[at] + angle);
            }
        }
    }

    /**
     * The gradient of one change, in place.
     *
     * @param rgb the pixels before the change
     * @param hsv what {@link #changeHsv} computed
     */
    private void applyGradient(ColourChange change, float[] rgb, float[] hsv, float[] gradient, int count) {
        switch (change) {
            case BRIGHTNESS -> {
                float term = factors.brightness() - 1;
                for (int i = 0; i < count; i++) {
                    gradient[i] = within(rgb[i] + term) ? gradient[i] : 0;
                }
            }
            case CONTRAST -> {
                float factor = factors.contrast();
                for (int i = 0; i < count; i++) {
                    gradient[i] = within(rgb[i] * factor) ? gradient[i] * factor : 0;
                }
            }
            case SATURATION -> {
                float factor = factors.saturation();
                for (int i = 0, at = 0; i < count; i += RGB, at += HSV) {
                    float unclamped = hsv[at + UNCLAMPED];
                    Hsv.toRgbGradient(hsv, at, gradient, i);
                    gradient[i + 1] = within(unclamped) ? gradient[i + 1] * factor : 0;
                    Hsv.fromRgbGradient(rgb, i, gradient);
                }
            }
            case HUE -> {
                for (int i = 0, at = 0; i < count; i += RGB, at += HSV) {
                    Hsv.toRgbGradient(hsv, at, gradient, i);
                    Hsv.fromRgbGradient(rgb, i, gradient);
                }
            }
            case CLAMP -> {
                for (int i = 0; i < count; i++) {
                    gradient[i] = gradient[i] * (rgb[i] - clamp(rgb[i])) >= 0 ? gradient[i] : 0;
                }
            }
        }
    }

    private static float clamp(float value) {
        return Math.min(Math.max(value, 0f), 1f);
    }

    /** Whether the gradient of a clamp to 0..1 is 1: the ends included, as in torch in 2021. */
    private static boolean within(float value) {
        return value >= 0 && value <= 1;
    }
}
