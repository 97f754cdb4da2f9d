package io.github.congeal.internal.nn;

/** Scales vectors to length 1. */
public final class UnitVector {
    /** The smallest divisor, as in torch's {@code normalize}. */
    private static final double SHORTEST = 1e-12;

    private UnitVector() {}

    /** A copy of a vector, scaled to length 1; a vector of zeros stays a vector of zeros. */
    public static float[] along(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        double length = Math.max(Math.sqrt(squares), SHORTEST);
        float[] result = new float[vector.length];
        for (int i = 0; i < vector.length; i++) {
            result[i] = (float) (vector[i] / length);
        }
        return result;
    }
}
