package io.github.congeal.diagnostics.contract;

/**
 * How far something came out from what it should be.
 *
 * @param name what was computed
 * @param error the largest difference, as a part of the largest number that should have come out
 * @param allowed the largest error that is no fault
 * @param milliseconds how long it took, the best of several
 */
public record Deviation(String name, double error, double allowed, double milliseconds) {
    /** Whether it is within bounds. */
    public boolean passed() {
        return error <= allowed;
    }

    /** The largest difference, as a part of the largest expected number; infinite where something is not a number. */
    public static double error(double[] actual, double[] expected) {
        double size = 0;
        double difference = 0;
        for (int i = 0; i < expected.length; i++) {
            size = Math.max(size, Math.abs(expected[i]));
            double distance = Math.abs(actual[i] - expected[i]);
            difference = Math.max(difference, Double.isNaN(distance) ? Double.POSITIVE_INFINITY : distance);
        }
        return difference / Math.max(size, 1e-3);
    }
}
