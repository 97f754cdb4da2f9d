package io.github.congeal;

import io.github.congeal.control.Settings;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A run in the background, from {@link Generation#start}. All methods return at once and may be called by any thread,
 * such as that of a window or of a game's loop.
 */
public final class GenerationTask {
    private final Generation generation;
    private final FrameIterator frames;
    private final CompletableFuture<Frame> result = new CompletableFuture<>();
    private volatile @Nullable Frame newest;
    private @Nullable Thread runner;
    private boolean paused;
    private boolean cancelled;

    GenerationTask(Generation generation) {
        this.generation = generation;
        this.frames = generation.frames();
        // Whoever has only the future may cancel it, too.
        result.whenComplete((frame, problem) -> {
            if (result.isCancelled()) {
                cancel();
            }
        });
    }

    /** Makes the frames, on the calling thread. */
    void run() {
        if (!begin()) {
            frames.close();
            result.cancel(false);
            return;
        }
        try (frames) {
            while (frames.hasNext() && mayGoOn()) {
                newest = frames.next();
            }
        } catch (RuntimeException | Error e) {
            end();
            result.completeExceptionally(e);
            return;
        }
        if (end()) {
            result.cancel(false);
        } else {
            result.complete(newest);
        }
    }

    private synchronized boolean begin() {
        runner = cancelled ? null : Thread.currentThread();
        return !cancelled;
    }

    /** Waits while the task is paused; whether it was not cancelled. */
    private synchronized boolean mayGoOn() {
        while (paused && !cancelled) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return true; // The next step finds the thread interrupted, and says so.
            }
        }
        return !cancelled;
    }

    /** Lets go of the thread, and takes back from it the interrupt that came from here; whether the task was cancelled. */
    private synchronized boolean end() {
        runner = null;
        if (cancelled) {
            Thread.interrupted();
        }
        return cancelled;
    }

    /**
     * The last frame, once the run has ended. If the run was cancelled, the future is cancelled; if it failed, the future
     * fails with the exception. Cancelling the future cancels the run.
     */
    public CompletableFuture<Frame> result() {
        return result;
    }

    /** The newest frame; empty before the first. */
    public Optional<Frame> newest() {
        return Optional.ofNullable(newest);
    }

    /** The part of the run that is done, 0 to 1, as of the newest frame. */
    public double progress() {
        Frame frame = newest;
        if (frame == null) {
            return 0;
        }
        return frame.isLast() ? 1 : (double) frame.iteration() / generation.iterations();
    }

    /** Ends the run within one step, and frees its memory. Does nothing once it has ended. */
    public void cancel() {
        synchronized (this) {
            cancelled = true;
            notifyAll();
            if (runner != null) {
                runner.interrupt();
                return;
            }
        }
        result.cancel(false);
    }

    /** Has the run end with the next frame, which is then its result, as {@link FrameIterator#stop()} does. */
    public void stop() {
        frames.stop();
        resume();
    }

    /**
     * Has other settings used from the next step on, as {@link FrameIterator#change} does.
     *
     * @throws IllegalArgumentException if they cannot be followed
     */
    public void change(Settings settings) {
        frames.change(settings);
    }

    /** Lets the run wait after the frame that it is making, with all its memory, on the executor's thread. */
    public synchronized void pause() {
        paused = true;
    }

    /** Lets the run go on. */
    public synchronized void resume() {
        paused = false;
        notifyAll();
    }
}
