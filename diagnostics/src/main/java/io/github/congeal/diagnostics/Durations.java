package io.github.congeal.diagnostics;

import java.util.Arrays;

/** Measured durations, in milliseconds. */
public final class Durations {
    private static final double NANOS = 1e6;

    private final double[] ascending;

    /** Durations in nanoseconds; at least one. */
    Durations(long[] nanos) {
        ascending =
                Arrays.stream(nanos).sorted().mapToDouble(each -> each / NANOS).toArray();
    }

    /** The number of durations. */
    public int count() {
        return ascending.length;
    }

    /** The median. */
    public double median() {
        return percentile(50);
    }

    /** The longest duration. */
    public double longest() {
        return ascending[ascending.length - 1];
    }

    /** A percentile, 0..100: the shortest duration that is at least as long as {@code percent} per cent of them. */
    public double percentile(int percent) {
        int rank = (int) Math.ceil(percent / 100.0 * ascending.length);
        return ascending[Math.max(0, rank - 1)];
    }
}
