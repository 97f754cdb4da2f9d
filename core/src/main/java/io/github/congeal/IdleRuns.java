package io.github.congeal;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the native memory of idle runs: those waiting for their next frame to be asked for, and those whose iterator
 * was dropped without being closed. Only the garbage collector can tell these apart, but it does not see native memory
 * and may not run for hours with a large heap and little garbage. So if idle runs hold much when another begins, a
 * collection is requested.
 */
final class IdleRuns {
    /** Counts the runs of all generations in this JVM. */
    static final IdleRuns SHARED = new IdleRuns(64_000_000, System::gc);

    private static final Logger log = LoggerFactory.getLogger(IdleRuns.class);

    /** How long to wait until unreachable runs have been freed. */
    private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(500);

    private static final long GLANCE = TimeUnit.MILLISECONDS.toNanos(2);
    private static final double MEGA = 1e6;

    private final long bound;
    private final Runnable collector;
    private long bytes;
    private long allowed;
    private boolean warned;

    /**
     * Creates a count.
     *
     * @param bound the bytes that idle runs may hold before a collection is requested
     * @param collector requests a collection
     */
    IdleRuns(long bound, Runnable collector) {
        this.bound = bound;
        this.collector = collector;
        this.allowed = bound;
    }

    /** Adds a run that has become idle, or, with a negative number, removes one. */
    synchronized void add(long bytesOfRun) {
        bytes += bytesOfRun;
    }

    /** Returns the bytes of all idle runs. */
    synchronized long bytes() {
        return bytes;
    }

    /**
     * Frees unreachable runs if the idle ones hold too much memory. Call it before a run begins.
     *
     * @return whether a collection was requested
     */
    boolean reclaim() {
        long before;
        synchronized (this) {
            before = bytes;
            if (before <= allowed) {
                return false;
            }
            // Other threads do not request a collection meanwhile.
            allowed = Long.MAX_VALUE;
        }
        collector.run();
        long deadline = System.nanoTime() + PATIENCE;
        while (bytes() > bound
                && System.nanoTime() < deadline
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(GLANCE);
        }
        synchronized (this) {
            // Runs that are still in use should not cause a collection each time.
            allowed = Math.max(bound, 2 * bytes);
            warn(before - bytes);
        }
        return true;
    }

    private void warn(long freed) {
        if (freed > 0 && !warned) {
            warned = true;
            log.warn(
                    "{} MB of native memory were held by runs that were dropped without being closed; the garbage collector"
                            + " was asked for, and they are freed. Close each FrameIterator, as in"
                            + " try (FrameIterator frames = generation.frames()), and its memory is free at once."
                            + " This is said once.",
                    Math.round(freed / MEGA));
        }
    }
}
