package io.github.congeal.internal.tensor.host;

import io.github.congeal.internal.tensor.HostArrays;

/**
 * Group normalisation followed by swish, with known statistics, as a function per channel: {@code h + h tanh(h)} with {@code
 * h = x * factor + term}, half the normalised value.
 *
 * @param factor {@code [C]}
 * @param term {@code [C]}
 */
record Activation(float[] factor, float[] term) {
    /** Factor and term repeated for a row of pixels, {@code [pixels * C]} each, in arrays of the run. */
    Activation repeated(int pixels, HostArrays arrays) {
        return new Activation(arrays.takeRepeated(factor, pixels), arrays.takeRepeated(term, pixels));
    }

    /** Gives back the arrays that {@link #repeated} took. */
    void giveBack(HostArrays arrays) {
        arrays.giveBack(factor);
        arrays.giveBack(term);
    }

    /** Activates the first {@code count} elements of x in place; factor and term must be at least as long. */
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
