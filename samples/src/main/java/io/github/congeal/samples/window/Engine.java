package io.github.congeal.samples.window;

import io.github.congeal.Generation;
import io.github.congeal.control.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.swing.SwingUtilities;
import org.jspecify.annotations.Nullable;

/**
 * The single thread on which models are loaded and pictures are made, so that the event thread never waits for either.
 */
final class Engine implements AutoCloseable {
    static final String THREAD = "congeal-engine";

    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> new Thread(task, THREAD));
    private final OpenModel models;
    private @Nullable FrameHistory history;
    private volatile Runnable stopCurrent = () -> {};

    /**
     * An idle engine.
     *
     * @param loading called on the event thread with the progress of loading a model, from 0 to 1
     */
    Engine(Consumer<Double> loading) {
        models =
                new OpenModel((done, total) -> SwingUtilities.invokeLater(() -> loading.accept((double) done / total)));
    }

    /** Starts a run after the current one has ended. */
    GenerationRun start(GenerationRun.Beginning beginning, RunListener listener) {
        GenerationRun run = new GenerationRun(beginning, listener);
        stopCurrent = run::stop;
        thread.execute(() -> run.run(models, this::freshHistory));
        return run;
    }

    /** Starts runs of the same picture with several seeds after the current run has ended. */
    SeedRuns start(PictureSettings settings, int count, SeedRuns.Listener listener) {
        SeedRuns runs = new SeedRuns(settings, count, listener);
        stopCurrent = runs::stop;
        thread.execute(() -> runs.run(models));
        return runs;
    }

    private FrameHistory freshHistory() throws IOException {
        forgetHistory();
        FrameHistory fresh = FrameHistory.temporary();
        history = fresh;
        return fresh;
    }

    private void forgetHistory() {
        if (history != null) {
            history.close();
        }
    }

    /** Determines a model's default settings, which also loads the model before it is needed. */
    void tellDefaults(ModelChoice choice, Consumer<Generation> listener, Consumer<String> complaint) {
        thread.execute(() -> {
            try {
                Generation usual = PictureSettings.usual(models.of(choice));
                SwingUtilities.invokeLater(() -> listener.accept(usual));
            } catch (RuntimeException | Error e) {
                SwingUtilities.invokeLater(() -> complaint.accept(Sentence.of(e)));
            }
        });
    }

    /**
     * Reads the settings that a saved picture carries, for a model. Files that it names are not opened.
     *
     * @param listener called on the event thread
     */
    void readSettings(Path png, ModelChoice choice, Consumer<Settings> listener, Consumer<String> complaint) {
        thread.execute(() -> {
            try (InputStream in = opened(png)) {
                Settings found = Generation.readFrom(in, models.of(choice)).settings();
                SwingUtilities.invokeLater(() -> listener.accept(found));
            } catch (IOException | RuntimeException | Error e) {
                SwingUtilities.invokeLater(() -> complaint.accept(Sentence.of(e)));
            }
        });
    }

    /** Opens a regular file only: opening a named pipe would wait for a writer. */
    private static InputStream opened(Path png) throws IOException {
        if (!Files.isRegularFile(png)) {
            throw new IOException(png + " is not a file");
        }
        return Files.newInputStream(png);
    }

    /** Ends the run within a step, then frees the model and the frames. Does not wait. */
    @Override
    public void close() {
        stopCurrent.run();
        if (!thread.isShutdown()) {
            thread.execute(models::close);
            thread.execute(this::forgetHistory);
            thread.shutdown();
        }
    }

    /** Waits until {@link #close} has freed everything; returns false if that took longer. */
    boolean awaitEnd(long seconds) throws InterruptedException {
        return thread.awaitTermination(seconds, TimeUnit.SECONDS);
    }
}
