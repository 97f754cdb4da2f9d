package io.github.congeal.samples.server;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Bounds the time for which a thread waits for a client: its channel is closed by an interrupt when that is over. */
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

    /** Begins to wait, on the calling thread; closing it ends that. */
    Wait begin(long seconds) {
        return new Wait(seconds);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    /** Waiting for a client. */
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

        /** Ends it; the thread is used for other clients, whom the interrupt does not concern. */
        @Override
        public synchronized void close() {
            over = true;
            if (!end.cancel(false)) {
                Thread.interrupted();
            }
        }
    }
}
