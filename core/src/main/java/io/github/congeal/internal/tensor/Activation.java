package io.github.congeal.internal.tensor;

/**
 * What a normalisation by groups and swish do to the numbers of a picture, channel by channel: {@code h + h tanh(h)} with
 * {@code h = x * factor + term}.
 *
 * @param factor {@code [C]}
 * @param term {@code [C]}
 */
public record Activation(float[] factor, float[] term) {
    /** For a row of so many pixels. */
    Activation repeated(int pixels) {
        return new Activation(repeated(factor, pixels), repeated(term, pixels));
    }

    private static float[] repeated(float[] channels, int times) {
        float[] result = new float[times * channels.length];
        for (int i = 0; i < times; i++) {
            System.arraycopy(channels, 0, result, i * channels.length, channels.length);
        }
        return result;
    }

    /** Activates pixels, in place; factor and term must be repeated for as many. */
    void apply(float[] x, float[] scratch, int count) {
        affine(x, factor, term, count);
        HyperbolicTangent.of(x, scratch, count);
        activate(scratch, x, count);
    }

    private static void affine(float[] x, float[] factor, float[] term, int count) {
        for (int i = 0; i < count; i++) {
            x[i] = x[i] * factor[i] + term[i];
        }
    }

    private static void activate(float[] tanh, float[] x, int count) {
        for (int i = 0; i < count; i++) {
            x[i] = x[i] + x[i] * tanh[i];
        }
    }
}
