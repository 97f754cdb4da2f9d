package io.github.congeal.internal.engine;

import java.util.concurrent.CancellationException;

/** Ends work outside the step loop, such as embedding many texts, when its thread is interrupted. */
final class Interruption {
    private Interruption() {}

    /**
     * Checks whether the thread was interrupted; its interrupt flag stays set.
     *
     * @param work what the thread is doing, as in "texts were embedded"
     * @throws CancellationException if it was
     */
    static void check(String work) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("the thread was interrupted while " + work);
        }
    }
}
