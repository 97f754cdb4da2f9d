package io.github.congeal.samples;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Work that can finish properly when the program is stopped by Ctrl-C: its thread is interrupted and waited for. */
final class Interruption {
    private static final int PATIENCE_SECONDS = 5;

    private final Thread work = Thread.currentThread();
    private final Thread whenStopped = new Thread(this::stop, "tidy up");
    private final CountDownLatch ended = new CountDownLatch(1);

    private Interruption() {}

    /** Does the work on this thread. */
    static <T> T tidily(Supplier<T> work) {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(interruption.whenStopped);
        try {
            return work.get();
        } finally {
            interruption.end();
        }
    }

    private void stop() {
        work.interrupt();
        try {
            ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void end() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(whenStopped);
        } catch (IllegalStateException e) {
            // The program is being stopped, and the hook is running.
        }
    }
}
