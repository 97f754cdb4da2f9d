package io.github.congeal.diagnostics;

import java.util.Arrays;

/** Durations that were measured, in milliseconds. */
public final class Durations {
    private static final double NANOS = 1e6;

    private final double[] ascending;

    /** Durations in nanoseconds; at least one. */
    Durations(long[] nanos) {
        ascending =
                Arrays.stream(nanos).sorted().mapToDouble(each -> each / NANOS).toArray();
    }

    /** How many were measured. */
    public int count() {
        return ascending.length;
    }

    /** The one in the middle. */
    public double median() {
        return percentile(50);
    }

    /** The longest. */
    public double longest() {
        return ascending[ascending.length - 1];
    }

    /** The shortest one that is at least as long as a percentage of them, 0..100. */
    public double percentile(int percent) {
        int rank = (int) Math.ceil(percent / 100.0 * ascending.length);
        return ascending[Math.max(0, rank - 1)];
    }
}
