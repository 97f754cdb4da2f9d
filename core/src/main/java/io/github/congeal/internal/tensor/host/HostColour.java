package io.github.congeal.internal.tensor.host;

import io.github.congeal.internal.tensor.ColourChange;
import io.github.congeal.internal.tensor.ColourFactors;
import java.util.List;

/**
 * Changes the colours of a cutout {@code [size, size, 3]}, pixel by pixel.
 *
 * @param order the changes in their order
 * @param factors their parameters
 */
record HostColour(List<ColourChange> order, ColourFactors factors) {
    /** The length of an array with hue, saturation, value, and the saturation before its clamp. */
    private static final int HSV = 4;

    /** The index of the saturation before its clamp. */
    private static final int UNCLAMPED = 3;

    void forward(float[] in, float[] out) {
        ColourChange[] changes = order.toArray(new ColourChange[0]);
        float[] rgb = new float[3];
        float[] hsv = new float[HSV];
        for (int i = 0; i < in.length; i += 3) {
            System.arraycopy(in, i, rgb, 0, 3);
            for (ColourChange change : changes) {
                apply(change, rgb, hsv);
            }
            System.arraycopy(rgb, 0, out, i, 3);
        }
    }

    void backward(float[] in, float[] outGradient, float[] inGradient) {
        ColourChange[] changes = order.toArray(new ColourChange[0]);
        float[][] before = new float[changes.length][3];
        float[][] changed = new float[changes.length][HSV];
        float[] gradient = new float[3];
        float[] hsvGradient = new float[3];
        for (int i = 0; i < in.length; i += 3) {
            System.arraycopy(in, i, before[0], 0, 3);
            for (int n = 0; n < changes.length - 1; n++) {
                System.arraycopy(before[n], 0, before[n + 1], 0, 3);
                apply(changes[n], before[n + 1], changed[n]);
            }
            int last = changes.length - 1;
            changeHsv(changes[last], before[last], changed[last]);
            System.arraycopy(outGradient, i, gradient, 0, 3);
            for (int n = last; n >= 0; n--) {
                applyGradient(changes[n], before[n], changed[n], gradient, hsvGradient);
            }
            System.arraycopy(gradient, 0, inGradient, i, 3);
        }
    }

    /** Applies one change to one pixel, {@code [3]}, in place; {@code hsv} is overwritten by {@link #changeHsv}. */
    private void apply(ColourChange change, float[] rgb, float[] hsv) {
        switch (change) {
            case BRIGHTNESS -> {
                for (int c = 0; c < 3; c++) {
                    rgb[c] = clamp(rgb[c] + (factors.brightness() - 1));
                }
            }
            case CONTRAST -> {
                for (int c = 0; c < 3; c++) {
                    rgb[c] = clamp(rgb[c] * factors.contrast());
                }
            }
            case SATURATION, HUE -> {
                changeHsv(change, rgb, hsv);
                Hsv.toRgb(hsv, rgb);
            }
            case CLAMP -> {
                for (int c = 0; c < 3; c++) {
                    rgb[c] = clamp(rgb[c]);
                }
            }
        }
    }

    /** Computes hue, saturation and value after a change of one of them, and the saturation before its clamp. */
    private void changeHsv(ColourChange change, float[] rgb, float[] hsv) {
        if (change == ColourChange.SATURATION) {
            Hsv.fromRgb(rgb, hsv);
            hsv[UNCLAMPED] = hsv[1] * factors.saturation();
            hsv[1] = clamp(hsv[UNCLAMPED]);
        } else if (change == ColourChange.HUE) {
            Hsv.fromRgb(rgb, hsv);
            hsv[0] = Hsv.wrap(hsv[0] + factors.hue() * Hsv.TURN);
        }
    }

    /**
     * The gradient of one change of one pixel, {@code [3]}, in place.
     *
     * @param rgb the pixel before the change
     * @param hsv what {@link #changeHsv} computed
     * @param hsvGradient scratch, {@code [3]}
     */
    private void applyGradient(ColourChange change, float[] rgb, float[] hsv, float[] gradient, float[] hsvGradient) {
        switch (change) {
            case BRIGHTNESS -> {
                for (int c = 0; c < 3; c++) {
                    gradient[c] = within(rgb[c] + (factors.brightness() - 1)) ? gradient[c] : 0;
                }
            }
            case CONTRAST -> {
                for (int c = 0; c < 3; c++) {
                    gradient[c] = within(rgb[c] * factors.contrast()) ? gradient[c] * factors.contrast() : 0;
                }
            }
            case SATURATION -> {
                Hsv.toRgbGradient(hsv, gradient, hsvGradient);
                hsvGradient[1] = within(hsv[UNCLAMPED]) ? hsvGradient[1] * factors.saturation() : 0;
                Hsv.fromRgbGradient(rgb, hsvGradient, gradient);
            }
            case HUE -> {
                Hsv.toRgbGradient(hsv, gradient, hsvGradient);
                Hsv.fromRgbGradient(rgb, hsvGradient, gradient);
            }
            case CLAMP -> {
                for (int c = 0; c < 3; c++) {
                    gradient[c] = gradient[c] * (rgb[c] - clamp(rgb[c])) >= 0 ? gradient[c] : 0;
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
