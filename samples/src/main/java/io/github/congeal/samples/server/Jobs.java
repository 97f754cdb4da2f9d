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

/** The jobs that wait and those that are made: one at a time, unless told otherwise, since a run uses all processors. */
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
     * @param atOnce how many are made at a time
     * @param places how many may wait
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

    /** A job that has its turn. */
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
     * Has a job wait for its turn.
     *
     * @throws Refusal if too many wait, or the server ends
     */
    void submit(Job job) {
        try {
            threads.execute(new Turn(job));
        } catch (RejectedExecutionException e) {
            throw refusal();
        }
    }

    /**
     * Makes sure that a job could be submitted now, before it is prepared.
     *
     * @throws Refusal if too many wait, or the server ends
     */
    void requireRoom() {
        if (threads.isShutdown() || threads.getQueue().remainingCapacity() == 0) {
            throw refusal();
        }
    }

    private Refusal refusal() {
        return threads.isShutdown()
                ? Refusal.unavailable("the server is about to end and takes nothing new")
                : Refusal.busy("%d others wait already: try again later".formatted(places), RETRY_AFTER_SECONDS);
    }

    /** Ends a job within a step, or before its turn comes. */
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

    /** The place of a job among those that wait, from 1 on; 0 if it has its turn, or had it. */
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

    /** How many wait. */
    int waiting() {
        return threads.getQueue().size();
    }

    /** Those that are being made. */
    synchronized List<Job> running() {
        return running.stream().map(turn -> turn.job).toList();
    }

    boolean isEnding() {
        return threads.isShutdown();
    }

    /** Takes nothing new, lets what there is be made for a while, and cancels the rest. */
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

    /** Cancels all of them. */
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
