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
 * such as that of a window or of a game's loop.
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

    /** Saves the run if that is wanted, and waits while the task is paused; whether it was not cancelled. */
    private boolean mayGoOn() {
        for (Optional<CompletableFuture<SavedRun>> save = next(); save.isPresent(); save = next()) {
            save.get().complete(frames.saved());
        }
        synchronized (this) {
            return !cancelled;
        }
    }

    /** A state that is wanted; empty if none is wanted and the run may go on, or was cancelled. */
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
                break; // The next step finds the thread interrupted, and says so.
            }
        }
        return Optional.empty();
    }

    /** Lets go of the thread, and takes back from it the interrupt that came from here; whether the task was cancelled. */
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

    /** Tells those who still wait for a state that none will come. */
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
        frames.close();
        refuseSaves();
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
     * @return whether it was noted; {@code false}, and nothing else, once the run has ended or was cancelled
     * @throws IllegalArgumentException if they cannot be followed
     */
    public boolean change(Settings settings) {
        return frames.change(settings);
    }

    /** Lets the run wait after the frame that it is making, or after its first, with all its memory, on the executor's thread. */
    public synchronized void pause() {
        paused = true;
    }

    /** Lets the run go on. */
    public synchronized void resume() {
        paused = false;
        notifyAll();
    }

    /**
     * The run as it is after the frame that is being made, from which it can go on at any time, as {@link
     * FrameIterator#saved()} gives it; also while it is paused. The future is completed on the executor's thread, which makes
     * no frame while what depends on it is done. It fails with an {@link IllegalStateException} if the run ends before.
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
