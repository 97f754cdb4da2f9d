package io.github.congeal.samples.server;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that read and answer requests. When all are taken and another request arrives, the client that has kept its
 * thread waiting longest is given up.
 */
final class Workers implements Executor, AutoCloseable {
    /** How long the line and the headers of a request may take. */
    private static final long HEAD_SECONDS = 10;

    private static final long IDLE_SECONDS = 2;
    private static final long GLANCE_MILLIS = 100;

    private final Patience patience;
    private final ThreadPoolExecutor threads;

    /**
     * Creates the threads when they are needed.
     *
     * @param most the most threads at a time
     */
    Workers(int most, Patience patience) {
        this.patience = patience;
        AtomicInteger number = new AtomicInteger();
        threads = new ThreadPoolExecutor(
                0,
                most,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                task -> {
                    Thread thread = new Thread(task, "congeal-http-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                },
                (task, full) -> handOver(task));
    }

    /** Reads and answers a request; waits for a thread while all are taken. */
    @Override
    public void execute(Runnable exchange) {
        threads.execute(() -> attend(exchange));
    }

    @SuppressWarnings("try") // the router ends the waiting when it has the headers
    private void attend(Runnable exchange) {
        try (Patience.Wait wait = patience.begin(HEAD_SECONDS)) {
            exchange.run();
        }
    }

    private void handOver(Runnable task) {
        try {
            do {
                if (threads.isShutdown()) {
                    throw new RejectedExecutionException("the server is closed");
                }
                patience.giveUpLongest();
            } while (!threads.getQueue().offer(task, GLANCE_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RejectedExecutionException(e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
