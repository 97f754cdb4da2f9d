package io.github.congeal.samples.window;

import io.github.congeal.CheckpointException;
import io.github.congeal.Frame;
import io.github.congeal.FrameIterator;
import io.github.congeal.Generation;
import io.github.congeal.control.Change;
import io.github.congeal.control.Control;
import io.github.congeal.control.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import javax.swing.SwingUtilities;
import org.jspecify.annotations.Nullable;

/**
 * One picture being made: {@link #run} works on a thread of its own and hands each frame to the event thread. It can be
 * paused, continued and stopped from any thread.
 */
final class GenerationRun {
    private final Beginning beginning;
    private final RunListener listener;
    private @Nullable Thread thread;
    private @Nullable Settings wanted;
    private @Nullable Path saveTo;
    private boolean made;
    private boolean paused;
    private boolean stopped;

    GenerationRun(Beginning beginning, RunListener listener) {
        this.beginning = beginning;
        this.listener = listener;
    }

    /** Creates the generation, with the models that are open. */
    interface Beginning {
        Generation generation(OpenModel models);
    }

    /** Supplies the history for a run's frames, once it is certain that there will be some. */
    interface Histories {
        FrameHistory fresh() throws IOException;
    }

    /** Makes the picture, and reports its end or failure to the listener. */
    void run(OpenModel models, Histories histories) {
        begin();
        try {
            Generation generation = beginning.generation(models);
            make(generation, histories.fresh());
            tell(listener::ended);
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            tell(isStopped() ? listener::ended : () -> listener.failed(Sentence.of(e)));
        } finally {
            end();
        }
    }

    /** Makes the frames on this thread, keeps each of them, and has it shown on the event thread. */
    private void make(Generation generation, FrameHistory history) throws IOException, InterruptedException {
        tell(() -> listener.began(generation, history));
        Settings now = generation.settings();
        try (FrameIterator frames = generation.frames()) {
            while (frames.hasNext()) {
                while (waitWhilePaused()) {
                    save(frames);
                }
                now = follow(frames, now);
                Frame frame = frames.next();
                made = true;
                history.add(frame);
                tell(() -> listener.reached(frame));
            }
        }
    }

    /** Applies the requested settings that differ from the present ones; returns the settings after that. */
    private Settings follow(FrameIterator frames, Settings now) {
        Optional<Settings> wanted = takeWanted();
        if (wanted.isEmpty()) {
            return now;
        }
        Settings changes = different(wanted.get(), now);
        try {
            frames.change(changes);
            tell(() -> listener.changed(changes));
            return changes.over(now);
        } catch (IllegalArgumentException e) {
            tell(() -> listener.refused(Sentence.of(e)));
            return now;
        }
    }

    /** The wanted settings that differ from the present ones, of the controls that can change in mid-run. */
    private static Settings different(Settings wanted, Settings now) {
        Settings changes = Settings.EMPTY;
        for (Control<?> control : Change.controls()) {
            if (wanted.has(control)
                    && !wanted.get(control).equals(now.find(control).orElse(null))) {
                changes = with(changes, control, wanted);
            }
        }
        return changes;
    }

    private static <T> Settings with(Settings settings, Control<T> control, Settings wanted) {
        return settings.with(control, wanted.get(control));
    }

    /** Requests other settings from the next frame on; the listener is called when they apply or are refused. */
    synchronized void change(Settings settings) {
        wanted = settings;
    }

    private synchronized Optional<Settings> takeWanted() {
        Optional<Settings> taken = Optional.ofNullable(wanted);
        wanted = null;
        return taken;
    }

    private static void tell(Runnable news) {
        SwingUtilities.invokeLater(news);
    }

    private synchronized void begin() {
        thread = Thread.currentThread();
        if (stopped) {
            thread.interrupt();
        }
    }

    /**
     * Clears the interrupt flag: the thread is used for other work, which an interrupt meant for this run must not end.
     */
    private synchronized void end() {
        thread = null;
        Thread.interrupted();
    }

    /** Waits while the run is paused, unless it is to be saved; returns whether it is to be saved. */
    private synchronized boolean waitWhilePaused() throws InterruptedException {
        if (paused && !stopped && !isToBeSaved()) {
            tell(listener::paused);
        }
        while (paused && !stopped && !isToBeSaved()) {
            wait();
        }
        return !stopped && isToBeSaved();
    }

    private boolean isToBeSaved() {
        return made && saveTo != null;
    }

    private void save(FrameIterator frames) {
        Path file = takeSaveTo();
        try {
            frames.save(file);
            tell(() -> listener.saved(file));
        } catch (CheckpointException e) {
            tell(() -> listener.refused(Sentence.of(e)));
        }
    }

    private synchronized Path takeSaveTo() {
        Path file = Objects.requireNonNull(saveTo);
        saveTo = null;
        return file;
    }

    /** Requests that the run be saved after the current frame, also while it is paused; the listener is called then. */
    synchronized void save(Path file) {
        saveTo = file;
        notifyAll();
    }

    /** Pauses the run after the current frame, until {@link #resume()}; the listener is called when it is paused. */
    synchronized void pause() {
        paused = true;
    }

    /** Ends a pause. */
    synchronized void resume() {
        paused = false;
        notifyAll();
    }

    synchronized boolean isPaused() {
        return paused;
    }

    /** Ends the run within a step; its native memory is free when the listener's {@code ended} is called. */
    synchronized void stop() {
        stopped = true;
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** Whether {@link #stop()} was called; the run may still be ending. */
    synchronized boolean isStopped() {
        return stopped;
    }
}
