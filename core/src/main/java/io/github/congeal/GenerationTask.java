package io.github.congeal;

import io.github.congeal.control.Settings;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A run in the background, from {@link Generation#start}. All methods return at once and may be called by any thread,
 * such as a window's event thread or a game's loop.
 */
public final class GenerationTask {
    private final Generation generation;
    private final FrameIterator frames;
    private final CompletableFuture<Frame> result = new CompletableFuture<>();
    private final Queue<CompletableFuture<SavedRun>> saves = new ArrayDeque<>();
    private volatile @Nullable Frame newest;
    private @Nullable Thread runner;
    private boolean paused;
    private boolean cancelled;
    private boolean ended;

    GenerationTask(Generation generation) {
        this.generation = generation;
        this.frames = generation.frames();
        // Code that holds only the future can cancel the run, too.
        result.whenComplete((frame, problem) -> {
            if (result.isCancelled()) {
                cancel();
            }
        });
    }

    /** Makes the frames on the calling thread. */
    void run() {
        if (!begin()) {
            frames.close();
            result.cancel(false);
            end();
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

    /** Saves the run if requested, and waits while the task is paused. Returns whether it was not cancelled. */
    private boolean mayGoOn() {
        for (Optional<CompletableFuture<SavedRun>> save = next(); save.isPresent(); save = next()) {
            complete(save.get());
        }
        synchronized (this) {
            return !cancelled;
        }
    }

    private void complete(CompletableFuture<SavedRun> save) {
        try {
            save.complete(frames.saved());
        } catch (RuntimeException | Error e) { // Such as a full heap, which the run itself may never notice.
            save.completeExceptionally(e);
        }
    }

    /** Returns the next request for a saved run; empty if there is none and the run may go on, or was cancelled. */
    private synchronized Optional<CompletableFuture<SavedRun>> next() {
        while (!cancelled) {
            if (newest != null && !saves.isEmpty()) {
                return Optional.of(saves.remove());
            }
            if (!paused || newest == null) {
                break;
            }
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break; // The next step finds the thread interrupted and throws.
            }
        }
        return Optional.empty();
    }

    /**
     * Releases the thread and clears an interrupt that came from {@link #cancel()}. Returns whether the task was
     * cancelled.
     */
    private boolean end() {
        boolean wasCancelled;
        synchronized (this) {
            runner = null;
            ended = true;
            wasCancelled = cancelled;
            if (cancelled) {
                Thread.interrupted();
            }
        }
        refuseSaves();
        return wasCancelled;
    }

    /** Fails all open requests for a saved run. */
    private void refuseSaves() {
        List<CompletableFuture<SavedRun>> late;
        synchronized (this) {
            late = List.copyOf(saves);
            saves.clear();
        }
        late.forEach(save -> save.completeExceptionally(tooLate()));
    }

    private static IllegalStateException tooLate() {
        return new IllegalStateException("the run has ended: there is nothing to go on with");
    }

    /**
     * Returns a future of the last frame. It is cancelled if the run was cancelled, and fails if the run failed.
     * Cancelling the future cancels the run.
     */
    public CompletableFuture<Frame> result() {
        return result;
    }

    /** Returns the newest frame; empty before the first. */
    public Optional<Frame> newest() {
        return Optional.ofNullable(newest);
    }

    /** Returns how much of the run is done as of the newest frame, 0 to 1. */
    public double progress() {
        Frame frame = newest;
        if (frame == null) {
            return 0;
        }
        return frame.isLast() ? 1 : (double) frame.iteration() / generation.iterations();
    }

    /** Ends the run within one step and frees its memory. Does nothing once it has ended. */
    public void cancel() {
        synchronized (this) {
            cancelled = true;
            notifyAll();
            if (runner != null) {
                runner.interrupt();
                return;
            }
        }
        frames.close();
        refuseSaves();
        result.cancel(false);
    }

    /** Ends the run with the next frame, which is then its result, as {@link FrameIterator#stop()} does. */
    public void stop() {
        frames.stop();
        resume();
    }

    /**
     * Requests other settings from the next step on, as {@link FrameIterator#change} does.
     *
     * @return whether the change was accepted; {@code false} if the run has ended or was cancelled
     * @throws IllegalArgumentException if they cannot be followed
     */
    public boolean change(Settings settings) {
        return frames.change(settings);
    }

    /**
     * Pauses the run after the frame that is being made, or after the first. A paused run keeps its memory and the
     * executor's thread.
     */
    public synchronized void pause() {
        paused = true;
    }

    /** Lets a paused run go on. */
    public synchronized void resume() {
        paused = false;
        notifyAll();
    }

    /**
     * Returns a future of the run as it is after the frame that is being made; also while the run is paused. {@link
     * FrameIterator#saved()} says more. The future is completed on the executor's thread, which makes no frame while
     * dependent actions run there. It fails with an {@link IllegalStateException} if the run ends first. If the run
     * cannot be saved, such as for want of heap, it fails with the reason, and the run goes on.
     */
    public CompletableFuture<SavedRun> saved() {
        CompletableFuture<SavedRun> save = new CompletableFuture<>();
        synchronized (this) {
            if (!ended && !cancelled) {
                saves.add(save);
                notifyAll();
                return save;
            }
        }
        save.completeExceptionally(tooLate());
        return save;
    }
}
