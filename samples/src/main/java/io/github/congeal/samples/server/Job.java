package io.github.congeal.samples.server;

import io.github.congeal.Frame;
import io.github.congeal.FrameIterator;
import io.github.congeal.control.Settings;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * What one request asked for: some pictures, made one after another by the thread of {@link #run}, while others wait for
 * news of it. Who waits slowly misses frames, and holds nothing up.
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

    /** What becomes of a job. */
    enum State {
        /** For its turn. */
        WAITING,
        /** Its frames are being made. */
        RUNNING,
        /** All pictures are made, or the one that was being made when it was stopped. */
        DONE,
        /** It was not wanted any more. */
        CANCELLED,
        /** It broke off. */
        FAILED
    }

    /**
     * A job.
     *
     * @param what it is called in the log and in answers
     * @param pictures to be made
     * @param metrics counts the steps
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

    /** Whether the next picture is wanted, too. */
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

    /** Ends it within a step; its pictures are not wanted any more. */
    synchronized void cancel() {
        if (!isOver()) {
            state = State.CANCELLED;
            if (frames != null) {
                frames.close();
            }
            tell();
        }
    }

    /** Has it end with the next frame, which is its picture. */
    synchronized void stop() {
        stopped = true;
        if (frames != null) {
            frames.stop();
        }
    }

    /**
     * Has it go on with other settings.
     *
     * @throws IllegalArgumentException if it cannot
     */
    void change(Settings settings) {
        FrameIterator running;
        synchronized (this) {
            running = frames;
        }
        if (running == null) {
            throw Refusal.tooLate("settings change while the picture is being made: it is not");
        }
        running.change(settings);
    }

    /**
     * Waits for something new.
     *
     * @param seen what {@link #news} was when it was last looked at
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

    /** A number that grows whenever there is something new. */
    synchronized long news() {
        return news;
    }

    String what() {
        return what;
    }

    List<Picture> pictures() {
        return pictures;
    }

    /** How many of its pictures are done. */
    synchronized int done() {
        return done;
    }

    /** The picture that is being made, or will be next. */
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

    /** How much of it is done, 0 to 1. */
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
