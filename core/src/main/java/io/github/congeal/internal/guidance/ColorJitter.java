package io.github.congeal.internal.guidance;

import java.util.List;

/**
 * Changes brightness, contrast, saturation and hue, pixel by pixel, in the meaning they have in kornia's {@code
 * ColorJitter} up to 0.6.3: brightness adds, contrast multiplies (about black, not about the mean), both clamp to 0..1;
 * saturation and hue go through HSV, and only the saturation is clamped.
 *
 * @param order the order of the changes
 * @param brightness 1 for unchanged; {@code brightness - 1} is added
 * @param contrast 1 for unchanged
 * @param saturation 1 for unchanged
 * @param hue turns to add, -0.5..0.5
 */
record ColorJitter(List<Change> order, float brightness, float contrast, float saturation, float hue)
        implements Transform {
    /** Hue, saturation, value, and one number more. */
    private static final int HSV = 4;

    /** Where that is: the saturation before it was clamped. */
    private static final int UNCLAMPED = 3;

    /** The changes, in kornia's numbering. */
    enum Change {
        BRIGHTNESS,
        CONTRAST,
        SATURATION,
        HUE
    }

    /** Copies the order. */
    ColorJitter {
        order = List.copyOf(order);
    }

    @Override
    public boolean needsInput() {
        return true;
    }

    @Override
    public Object kind() {
        return List.of(ColorJitter.class, order);
    }

    @Override
    public BatchTransform batch(Stage stage, CutoutBatch batch) {
        return new BatchColorJitter(stage, batch, order);
    }

    @Override
    public void forward(float[] in, float[] out, int size) {
        Change[] changes = order.toArray(new Change[0]);
        float[] rgb = new float[3];
        float[] hsv = new float[HSV];
        for (int i = 0; i < size * size * 3; i += 3) {
            System.arraycopy(in, i, rgb, 0, 3);
            for (Change change : changes) {
                apply(change, rgb, hsv);
            }
            System.arraycopy(rgb, 0, out, i, 3);
        }
    }

    @Override
    public void backward(float[] in, float[] outGradient, float[] inGradient, int size) {
        Change[] changes = order.toArray(new Change[0]);
        float[][] before = new float[changes.length][3];
        float[][] changed = new float[changes.length][HSV];
        float[] gradient = new float[3];
        float[] hsvGradient = new float[3];
        for (int i = 0; i < size * size * 3; i += 3) {
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

    /** Makes one change to one pixel, {@code [3]}, in place; {@code hsv} is what {@link #changeHsv} leaves there. */
    private void apply(Change change, float[] rgb, float[] hsv) {
        switch (change) {
            case BRIGHTNESS -> {
                for (int c = 0; c < 3; c++) {
                    rgb[c] = clamp(rgb[c] + (brightness - 1));
                }
            }
            case CONTRAST -> {
                for (int c = 0; c < 3; c++) {
                    rgb[c] = clamp(rgb[c] * contrast);
                }
            }
            case SATURATION, HUE -> {
                changeHsv(change, rgb, hsv);
                Hsv.toRgb(hsv, rgb);
            }
        }
    }

    /** Finds hue, saturation and value after a change that concerns them, and the saturation before it was clamped. */
    private void changeHsv(Change change, float[] rgb, float[] hsv) {
        if (change == Change.SATURATION) {
            Hsv.fromRgb(rgb, hsv);
            hsv[UNCLAMPED] = hsv[1] * saturation;
            hsv[1] = clamp(hsv[UNCLAMPED]);
        } else if (change == Change.HUE) {
            Hsv.fromRgb(rgb, hsv);
            hsv[0] = Hsv.wrap(hsv[0] + hue * Hsv.TURN);
        }
    }

    /**
     * Takes the gradient of one pixel, {@code [3]}, back through one change, in place; {@code hsv} is what {@link
     * #changeHsv} found, {@code hsvGradient} is scratch.
     */
    private void applyGradient(Change change, float[] rgb, float[] hsv, float[] gradient, float[] hsvGradient) {
        switch (change) {
            case BRIGHTNESS -> {
                for (int c = 0; c < 3; c++) {
                    gradient[c] = within(rgb[c] + (brightness - 1)) ? gradient[c] : 0;
                }
            }
            case CONTRAST -> {
                for (int c = 0; c < 3; c++) {
                    gradient[c] = within(rgb[c] * contrast) ? gradient[c] * contrast : 0;
                }
            }
            case SATURATION -> {
                Hsv.toRgbGradient(hsv, gradient, hsvGradient);
                hsvGradient[1] = within(hsv[UNCLAMPED]) ? hsvGradient[1] * saturation : 0;
                Hsv.fromRgbGradient(rgb, hsvGradient, gradient);
            }
            case HUE -> {
                Hsv.toRgbGradient(hsv, gradient, hsvGradient);
                Hsv.fromRgbGradient(rgb, hsvGradient, gradient);
            }
        }
    }

    private static float clamp(float value) {
        return Math.min(Math.max(value, 0f), 1f);
    }

    /** Whether the clamp lets a gradient pass: its ends included, as in the torch of 2021. */
    private static boolean within(float value) {
        return value >= 0 && value <= 1;
    }
}
