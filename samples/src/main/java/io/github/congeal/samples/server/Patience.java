package io.github.congeal.samples.server;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Bounds the time for which a thread waits for a client: when it is over, the thread is interrupted, which closes its
 * channel.
 */
final class Patience implements AutoCloseable {
    private final ScheduledThreadPoolExecutor clock;

    Patience() {
        clock = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "congeal-patience");
            thread.setDaemon(true);
            return thread;
        });
        clock.setRemoveOnCancelPolicy(true);
    }

    /** Begins a wait of the calling thread; closing the result ends it. */
    Wait begin(long seconds) {
        return new Wait(seconds);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    /** A wait for a client. */
    final class Wait implements AutoCloseable {
        private final Thread waiting = Thread.currentThread();
        private final Future<?> end;
        private boolean over;

        private Wait(long seconds) {
            end = clock.schedule(this::interrupt, seconds, TimeUnit.SECONDS);
        }

        private synchronized void interrupt() {
            if (!over) {
                waiting.interrupt();
            }
        }

        /** Ends the wait and clears a late interrupt, since the thread goes on to serve other clients. */
        @Override
        public synchronized void close() {
            over = true;
            if (!end.cancel(false)) {
                Thread.interrupted();
            }
        }
    }
}
