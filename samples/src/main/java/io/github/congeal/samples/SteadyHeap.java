package io.github.congeal.samples;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Has garbage collected whenever some megabytes of it have gathered. Java by itself waits until a part of the machine's
 * memory is full of it, so that the memory of a program that leaves little grows for minutes.
 */
final class SteadyHeap {
    private static final long ALLOWED_BYTES = 16 << 20;
    private static final long GLANCE_MILLIS = 250;

    /** Nothing is done before: loading leaves much garbage, and the first picture should not wait for it. */
    private static final long BEGIN_MILLIS = 2000;

    private final Runtime java = Runtime.getRuntime();
    private long usedAfterCollection;

    private SteadyHeap() {
        usedAfterCollection = used();
    }

    /** Does so from soon on, for as long as this Java runs. */
    static void keep() {
        SteadyHeap heap = new SteadyHeap();
        ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "congeal-heap");
            thread.setDaemon(true);
            return thread;
        });
        watch.scheduleWithFixedDelay(heap::look, BEGIN_MILLIS, GLANCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        long now = used();
        if (now - usedAfterCollection > ALLOWED_BYTES) {
            System.gc();
            usedAfterCollection = used();
        } else {
            // Java may have collected by itself.
            usedAfterCollection = Math.min(usedAfterCollection, now);
        }
    }

    private long used() {
        return java.totalMemory() - java.freeMemory();
    }
}
