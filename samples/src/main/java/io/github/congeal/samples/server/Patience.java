package io.github.congeal.samples.server;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Bounds the time for which a thread waits for a client: when it is over, the thread is interrupted, which closes its
 * channel. Thread-safe.
 */
final class Patience implements AutoCloseable {
    private final ScheduledThreadPoolExecutor clock;

    /** The current wait of each thread, the longest first. */
    private final Map<Thread, Wait> waits = new LinkedHashMap<>();

    Patience() {
        clock = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "congeal-patience");
            thread.setDaemon(true);
            return thread;
        });
        clock.setRemoveOnCancelPolicy(true);
    }

    /** Begins a wait of the calling thread, which must not wait already; closing the result ends it. */
    synchronized Wait begin(long seconds) {
        Wait wait = new Wait(seconds);
        waits.put(wait.waiting, wait);
        return wait;
    }

    /** Ends the wait of the calling thread, if there is one. */
    synchronized void end() {
        Wait wait = waits.get(Thread.currentThread());
        if (wait != null) {
            wait.close();
        }
    }

    /** Gives up the client that has been waited for longest, if there is one. */
    synchronized void giveUpLongest() {
        waits.values().stream().filter(wait -> !wait.givenUp).findFirst().ifPresent(Wait::giveUp);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    /** A wait for a client. */
    final class Wait implements AutoCloseable {
        private final Thread waiting = Thread.currentThread();
        private final Future<?> end;
        private boolean givenUp;

        private Wait(long seconds) {
            end = clock.schedule(this::giveUp, seconds, TimeUnit.SECONDS);
        }

        private void giveUp() {
            synchronized (Patience.this) {
                if (waits.get(waiting) == this) {
                    givenUp = true;
                    waiting.interrupt();
                }
            }
        }

        /** Ends the wait and clears a late interrupt, since the thread goes on to serve other clients. */
        @Override
        public void close() {
            synchronized (Patience.this) {
                end.cancel(false);
                if (waits.remove(waiting, this) && givenUp) {
                    Thread.interrupted();
                }
            }
        }
    }
}
