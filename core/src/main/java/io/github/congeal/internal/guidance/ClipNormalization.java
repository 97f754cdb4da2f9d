package io.github.congeal.internal.guidance;

/** Brings values of 0..1 to the scale that CLIP was trained on: its published mean and deviation of each channel. */
public final class ClipNormalization {
    private static final float[] MEAN = {0.48145466f, 0.4578275f, 0.40821073f};
    private static final float[] DEVIATION = {0.26862954f, 0.26130258f, 0.27577711f};

    private ClipNormalization() {}

    /** Normalises the first {@code length} values of pixels {@code [..., 3]}, in place. */
    public static void forward(float[] pixels, int length) {
        for (int i = 0; i < length; i += 3) {
            for (int c = 0; c < 3; c++) {
                pixels[i + c] = (pixels[i + c] - MEAN[c]) / DEVIATION[c];
            }
        }
    }

    /** Takes a gradient {@code [..., 3]} back through the normalisation, in place. */
    public static void backward(float[] gradient, int length) {
        for (int i = 0; i < length; i += 3) {
            for (int c = 0; c < 3; c++) {
                gradient[i + c] /= DEVIATION[c];
            }
        }
    }

    /** The mean that is taken off channel {@code c}. */
    public static float mean(int c) {
        return MEAN[c];
    }

    /** The deviation that channel {@code c} is divided by. */
    public static float deviation(int c) {
        return DEVIATION[c];
    }
}
