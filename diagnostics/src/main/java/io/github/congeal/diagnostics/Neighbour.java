package io.github.congeal.diagnostics;

import java.util.function.Supplier;

/**
 * Simulates another program that keeps one processor busy, by a thread that computes without end: the operating system
 * schedules it like a thread of another program.
 */
public final class Neighbour {
    private volatile boolean present = true;

    private Neighbour() {}

    /** Does some work beside a busy thread, and returns its result. */
    public static <T> T beside(Supplier<T> work) {
        Neighbour neighbour = new Neighbour();
        Thread thread = new Thread(neighbour::compute, "neighbour");
        thread.setDaemon(true);
        thread.start();
        try {
            return work.get();
        } finally {
            neighbour.present = false;
        }
    }

    private void compute() {
        while (present) {
            // No Thread.onSpinWait(), because this thread simulates work.
            System.nanoTime();
        }
    }
}
