package io.github.congeal.samples;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Triggers a garbage collection whenever some megabytes of garbage have gathered. By itself, Java waits until the heap
 * has grown to a part of the machine's memory, so the memory of a program with little garbage grows for minutes.
 */
final class SteadyHeap {
    private static final long ALLOWED_BYTES = 16 << 20;
    private static final long GLANCE_MILLIS = 250;

    /** Nothing is done before: loading leaves much garbage, and the first picture should not wait for it. */
    private static final long BEGIN_MILLIS = 2000;

    private static volatile boolean stopped;

    private final Runtime java = Runtime.getRuntime();
    private long usedAfterCollection;

    private SteadyHeap() {
        usedAfterCollection = used();
    }

    /** Starts doing so shortly, until the JVM ends. */
    static void keep() {
        SteadyHeap heap = new SteadyHeap();
        ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "congeal-heap");
            thread.setDaemon(true);
            return thread;
        });
        watch.scheduleWithFixedDelay(heap::look, BEGIN_MILLIS, GLANCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Has it done no more, where the memory of the library by itself is measured. */
    static void stop() {
        stopped = true;
    }

    private void look() {
        if (stopped) {
            return;
        }
        long now = used();
        if (now - usedAfterCollection > ALLOWED_BYTES) {
            System.gc();
            usedAfterCollection = used();
        } else {
            // A collection may have happened anyway.
            usedAfterCollection = Math.min(usedAfterCollection, now);
        }
    }

    private long used() {
        return java.totalMemory() - java.freeMemory();
    }
}
