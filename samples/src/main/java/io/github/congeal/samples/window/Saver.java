package io.github.congeal.samples.window;

import io.github.congeal.Generation;
import io.github.congeal.control.Prompt;
import io.github.congeal.samples.window.FrameHistory.Kept;
import io.github.congeal.video.VideoWriter;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.swing.SwingUtilities;

/** Saves pictures and films on a thread of its own, one after the other. */
final class Saver implements AutoCloseable {
    private static final Duration HOLD = Duration.ofSeconds(1);

    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> new Thread(task, "congeal-saver"));
    private volatile boolean closed;

    /** Receives the progress of saving, on the event thread. */
    interface Listener {
        /** Called when {@code done} of {@code total} frames are in the film. */
        void progress(int done, int total);

        /** The file is complete. */
        void saved(Path file);

        /** Saving failed; the sentence says why. */
        void failed(String sentence);
    }

    private interface Work {
        void run() throws IOException;
    }

    /** Saves a frame as PNG, with its settings, or as JPEG. */
    void savePicture(FrameHistory history, Kept frame, Path file, Listener listener) {
        execute(() -> history.save(frame, file), file, listener);
    }

    /** Saves all frames that are kept as a film. */
    void saveFilm(FrameHistory history, Generation generation, Path file, Listener listener) {
        execute(() -> writeFilm(history, generation, file, listener), file, listener);
    }

    private void writeFilm(FrameHistory history, Generation generation, Path file, Listener listener)
            throws IOException {
        List<Kept> frames = history.frames();
        try (VideoWriter video = VideoWriter.builder(file)
                .title(title(generation))
                .comment("Made by Congeal; seed " + generation.seed())
                .hold(HOLD)
                .open()) {
            for (int i = 0; i < frames.size() && !closed; i++) {
                Optional<BufferedImage> picture = history.read(frames.get(i));
                if (picture.isPresent()) {
                    video.add(picture.get());
                }
                int done = i + 1;
                SwingUtilities.invokeLater(() -> listener.progress(done, frames.size()));
            }
        }
    }

    /** The name of a picture: its prompts. */
    static String title(Generation generation) {
        return generation.prompts().stream().map(Prompt::text).collect(Collectors.joining(", "));
    }

    private void execute(Work work, Path file, Listener listener) {
        thread.execute(() -> {
            try {
                work.run();
                SwingUtilities.invokeLater(() -> listener.saved(file));
            } catch (IOException | RuntimeException | Error e) {
                SwingUtilities.invokeLater(() -> listener.failed(Sentence.of(e)));
            }
        });
    }

    /** Finishes the film that is being written with the frames added so far. Does not wait. */
    @Override
    public void close() {
        closed = true;
        thread.shutdown();
    }

    /** Waits for what is being written; returns false if that took longer. */
    boolean awaitEnd(long seconds) throws InterruptedException {
        return thread.awaitTermination(seconds, TimeUnit.SECONDS);
    }
}
