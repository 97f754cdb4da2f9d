package io.github.congeal.diagnostics.contract;

/**
 * The deviation of a result from the expected one.
 *
 * @param name what was computed
 * @param error the largest difference, relative to the largest expected value
 * @param allowed the largest error that is accepted
 * @param milliseconds the time of the computation, the best of several
 */
public record Deviation(String name, double error, double allowed, double milliseconds) {
    /** Whether the error is within bounds. */
    public boolean passed() {
        return error <= allowed;
    }

    /** The largest difference, relative to the largest expected value; infinite if a value is NaN. */
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
