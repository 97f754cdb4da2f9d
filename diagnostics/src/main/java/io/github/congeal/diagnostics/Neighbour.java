package io.github.congeal.diagnostics;

import java.util.function.Supplier;

/**
 * A program that keeps one processor busy: a thread that computes without end, which the system gives the same share as
 * one of another program.
 */
public final class Neighbour {
    private volatile boolean present = true;

    private Neighbour() {}

    /** Does some work beside one. */
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
            // No hint to the processor that this is only waiting: it is meant to be work.
            System.nanoTime();
        }
    }
}
