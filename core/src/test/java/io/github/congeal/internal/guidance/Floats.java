package io.github.congeal.internal.guidance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;

/** Random arrays, products and comparisons for the tests. */
final class Floats {
    private Floats() {}

    /** Values of 0..1. */
    static float[] uniform(int length, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = random.nextFloat();
        }
        return values;
    }

    /** Standard normal values. */
    static float[] normal(int length, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    /** The inner product, in double. */
    static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    /** {@code a + scale * b}. */
    static float[] plus(float[] a, double scale, float[] b) {
        float[] sum = new float[a.length];
        for (int i = 0; i < a.length; i++) {
            sum[i] = (float) (a[i] + scale * b[i]);
        }
        return sum;
    }

    /** Fails where the two are further apart than {@code relative} of the largest expected value. */
    static void assertClose(String what, float[] actual, float[] expected, double relative) {
        assertThat(actual).as(what).hasSameSizeAs(expected);
        double largest = 0;
        for (float value : expected) {
            largest = Math.max(largest, Math.abs(value));
        }
        int worst = 0;
        double distance = 0;
        for (int i = 0; i < expected.length; i++) {
            // Written so that what is not a number counts as far away.
            if (!(Math.abs(actual[i] - expected[i]) <= distance)) {
                distance = Math.abs(actual[i] - expected[i]);
                worst = i;
            }
        }
        assertThat(distance / largest)
                .as("%s, worst at %d: expected %s but was %s", what, worst, expected[worst], actual[worst])
                .isLessThanOrEqualTo(relative);
    }
}
