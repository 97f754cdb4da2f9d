package io.github.congeal.samples.server;

import io.github.congeal.Generation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The queue of jobs. By default one runs at a time, since a run uses all processors. */
final class Jobs implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Jobs.class);
    private static final int RETRY_AFTER_SECONDS = 5;
    private static final long PATIENCE_SECONDS = 10;

    private final ThreadPoolExecutor threads;
    private final List<Turn> running = new ArrayList<>();
    private final int places;

    /**
     * An empty queue.
     *
     * @param atOnce the number of jobs that run at the same time
     * @param places the number of jobs that may wait
     */
    Jobs(int atOnce, int places) {
        this.places = places;
        threads = new ThreadPoolExecutor(
                atOnce,
                atOnce,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(places),
                task -> new Thread(task, "congeal-run"));
    }

    /** A job in the queue, run when its turn comes. */
    private final class Turn implements Runnable {
        private final Job job;

        Turn(Job job) {
            this.job = job;
        }

        @Override
        public void run() {
            long began = System.nanoTime();
            enter(this);
            try {
                job.run();
            } finally {
                leave(this);
                log(job, (System.nanoTime() - began) / 1_000_000);
            }
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Turn turn && turn.job == job;
        }

        @Override
        public int hashCode() {
            return job.hashCode();
        }
    }

    private static void log(Job job, long millis) {
        Generation generation = job.pictures().get(0).generation();
        log.info(
                "{} {}: {} of {} pictures of {}x{} in {} steps, {} ms, {}",
                job.what(),
                job.pictures().get(0).id(),
                job.done(),
                job.pictures().size(),
                generation.width(),
                generation.height(),
                generation.iterations(),
                millis,
                job.state());
        job.problem().ifPresent(problem -> log.warn("{} failed", job.what(), problem));
    }

    /**
     * Adds a job to the queue.
     *
     * @throws Refusal if too many jobs wait, or the server is ending
     */
    void submit(Job job) {
        try {
            threads.execute(new Turn(job));
        } catch (RejectedExecutionException e) {
            throw refusal();
        }
    }

    /**
     * Checks, before a job is prepared, that it could be submitted now.
     *
     * @throws Refusal if too many jobs wait, or the server is ending
     */
    void requireRoom() {
        if (threads.isShutdown() || threads.getQueue().remainingCapacity() == 0) {
            throw refusal();
        }
    }

    private Refusal refusal() {
        return threads.isShutdown()
                ? Refusal.unavailable("the server is about to end and takes nothing new")
                : Refusal.busy("%s others wait already: try again later".formatted(places), RETRY_AFTER_SECONDS);
    }

    /** Cancels a job, which ends within a step or, if it waits, at once. */
    void cancel(Job job) {
        job.cancel();
        threads.remove(new Turn(job));
    }

    private synchronized void enter(Turn turn) {
        running.add(turn);
    }

    private synchronized void leave(Turn turn) {
        running.remove(turn);
    }

    /** The position of a job among the waiting ones, counted from 1; 0 if it is running or has ended. */
    int placeOf(Job job) {
        int place = 0;
        for (Runnable other : threads.getQueue()) {
            place++;
            if (other instanceof Turn turn && turn.job == job) {
                return place;
            }
        }
        return 0;
    }

    /** The number of waiting jobs. */
    int waiting() {
        return threads.getQueue().size();
    }

    /** The running jobs. */
    synchronized List<Job> running() {
        return running.stream().map(turn -> turn.job).toList();
    }

    boolean isEnding() {
        return threads.isShutdown();
    }

    /** Accepts no new jobs, gives the accepted ones {@code seconds} to finish, and cancels the rest. */
    void drain(long seconds) {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(seconds, TimeUnit.SECONDS)) {
                close();
            }
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
        }
    }

    /** Cancels all jobs. */
    @Override
    public void close() {
        threads.shutdown();
        for (Runnable waiting : threads.getQueue()) {
            if (waiting instanceof Turn turn) {
                turn.job.cancel();
            }
        }
        running().forEach(Job::cancel);
        try {
            threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
