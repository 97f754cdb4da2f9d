package io.github.congeal.internal.nn;

/** A direction, as a vector of length 1. */
public final class UnitVector {
    /** Below this length a vector has no direction. */
    private static final double SHORTEST = 1e-12;

    private UnitVector() {}

    /** The vector of length 1 in the direction of the given one; zeros stay zeros. */
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
