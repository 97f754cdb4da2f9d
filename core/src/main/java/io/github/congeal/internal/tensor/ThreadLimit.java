package io.github.congeal.internal.tensor;

import java.util.function.Supplier;

/**
 * The number of threads that may work for the calling thread, including itself: the limit of a run. It affects how many
 * parts are computed at the same time, not how Java divides its work.
 */
public final class ThreadLimit {
    /** No limit other than the device's. */
    public static final int NONE = Integer.MAX_VALUE;

    private static final ThreadLocal<Integer> MOST = new ThreadLocal<>();

    private ThreadLimit() {}

    /** Does work on the calling thread within a limit of at least 1, and returns its result. */
    public static <T> T within(int most, Supplier<T> work) {
        Integer before = MOST.get();
        MOST.set(most);
        try {
            return work.get();
        } finally {
            if (before == null) {
                MOST.remove();
            } else {
                MOST.set(before);
            }
        }
    }

    /** The calling thread's limit, at most the given one. */
    public static int atMost(int device) {
        Integer most = MOST.get();
        return most == null ? device : Math.min(most, device);
    }
}
