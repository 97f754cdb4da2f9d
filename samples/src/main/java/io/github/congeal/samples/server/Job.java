package io.github.congeal.samples.server;

import io.github.congeal.Frame;
import io.github.congeal.FrameIterator;
import io.github.congeal.control.Settings;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * The pictures of one request, made one after another by the thread of {@link #run}, while other threads wait for news.
 * A slow reader of the news misses frames, but does not delay the job.
 */
final class Job implements Runnable {
    private final String what;
    private final List<Picture> pictures;
    private final Metrics metrics;
    private State state = State.WAITING;
    private int done;
    private @Nullable FrameIterator frames;
    private @Nullable Throwable problem;
    private boolean stopped;
    private long news;

    /** The state of a job. */
    enum State {
        /** It waits for its turn. */
        WAITING,
        /** Its frames are being made. */
        RUNNING,
        /** All pictures are made, or the one that was being made when it was stopped. */
        DONE,
        /** It was cancelled. */
        CANCELLED,
        /** It failed. */
        FAILED
    }

    /**
     * A job.
     *
     * @param what its name in the log and in answers
     * @param pictures the pictures to make
     * @param metrics the metrics that count its steps
     */
    Job(String what, List<Picture> pictures, Metrics metrics) {
        this.what = what;
        this.pictures = List.copyOf(pictures);
        this.metrics = metrics;
    }

    @Override
    public void run() {
        try {
            for (Picture picture : pictures) {
                if (!make(picture)) {
                    break;
                }
            }
            end(State.DONE, null);
        } catch (CancellationException e) {
            end(State.CANCELLED, null);
        } catch (RuntimeException | Error e) {
            end(State.FAILED, e);
        }
    }

    /** Makes a picture; returns whether to go on with the next one. */
    private boolean make(Picture picture) {
        try (FrameIterator run = begin(picture)) {
            int steps = 0;
            while (run.hasNext()) {
                long began = System.nanoTime();
                Frame frame = run.next();
                metrics.took(frame.iteration() - steps, System.nanoTime() - began);
                steps = frame.iteration();
                picture.reached(frame);
                tell();
            }
        }
        synchronized (this) {
            if (state == State.CANCELLED) {
                throw new CancellationException();
            }
            done++;
            return !stopped;
        }
    }

    private synchronized FrameIterator begin(Picture picture) {
        if (state == State.CANCELLED) {
            throw new CancellationException();
        }
        state = State.RUNNING;
        frames = picture.generation().frames();
        if (stopped) {
            frames.stop();
        }
        news++;
        notifyAll();
        return frames;
    }

    private synchronized void end(State how, @Nullable Throwable why) {
        state = how;
        problem = why;
        frames = null;
        tell();
    }

    private synchronized void tell() {
        news++;
        notifyAll();
    }

    /** Cancels the job: it ends within a step, and its pictures are dropped. */
    synchronized void cancel() {
        if (!isOver()) {
            state = State.CANCELLED;
            if (frames != null) {
                frames.close();
            }
            tell();
        }
    }

    /** Ends the job with the next frame, which becomes its picture. */
    synchronized void stop() {
        stopped = true;
        if (frames != null) {
            frames.stop();
        }
    }

    /**
     * Requests other settings from the next step on.
     *
     * @throws IllegalArgumentException if they cannot be followed
     * @throws Refusal if no picture is being made
     */
    void change(Settings settings) {
        FrameIterator running;
        synchronized (this) {
            running = frames;
        }
        if (running == null || !running.change(settings)) {
            throw Refusal.tooLate("settings change while the picture is being made: it is not");
        }
    }

    /**
     * Waits for news.
     *
     * @param seen the {@link #news} known to the caller
     * @param millis the longest wait, in milliseconds
     */
    synchronized void await(long seen, long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        while (news == seen && !isOver()) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return;
            }
            wait(left);
        }
    }

    /** A number that increases with each piece of news. */
    synchronized long news() {
        return news;
    }

    String what() {
        return what;
    }

    List<Picture> pictures() {
        return pictures;
    }

    /** The number of finished pictures. */
    synchronized int done() {
        return done;
    }

    /** The picture that is being made, or is next. */
    synchronized Picture current() {
        return pictures.get(Math.min(done, pictures.size() - 1));
    }

    synchronized State state() {
        return state;
    }

    synchronized boolean isOver() {
        return state == State.DONE || state == State.CANCELLED || state == State.FAILED;
    }

    synchronized boolean isStopped() {
        return stopped;
    }

    /** Why it failed. */
    synchronized Optional<Throwable> problem() {
        return Optional.ofNullable(problem);
    }

    /** The fraction of the job that is done, 0 to 1. */
    double progress() {
        if (isOver()) {
            return 1;
        }
        double part = current()
                .newest()
                .map(frame -> (double) frame.iteration()
                        / Math.max(1, frame.generation().iterations()))
                .orElse(0.0);
        return Math.min(1, (done() + part) / pictures.size());
    }
}
