package io.github.congeal.samples.window;

import io.github.congeal.model.DownloadListener;
import io.github.congeal.model.ModelCache;
import io.github.congeal.model.PublishedModel;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.swing.SwingUtilities;

/** One published model being downloaded, on a thread of its own. */
final class ModelFetch {
    private final Thread thread;

    /** Receives the progress and the result, on the event thread. */
    interface Listener {
        /** {@code bytes} of {@code size} bytes are on the disk; {@code size} is 0 if unknown. */
        void received(long bytes, long size);

        /** The download is delayed; the sentence says why. */
        void note(String sentence);

        /** The file is complete. */
        void arrived();

        /** The download was cancelled; the part received so far is kept for the next attempt. */
        void cancelled();

        /** The download failed; the sentence says why. */
        void failed(String sentence);
    }

    /** Starts the download at once. */
    ModelFetch(ModelCache cache, PublishedModel model, Listener listener) {
        thread = new Thread(() -> run(cache, model, listener), "congeal-download");
        thread.start();
    }

    private static void run(ModelCache cache, PublishedModel model, Listener listener) {
        try {
            cache.fetch(model, new Progress(listener));
            SwingUtilities.invokeLater(listener::arrived);
        } catch (CancellationException e) {
            SwingUtilities.invokeLater(listener::cancelled);
        } catch (IOException | RuntimeException | Error e) {
            SwingUtilities.invokeLater(() -> listener.failed(Sentence.of(e)));
        }
    }

    /** Cancels the download. Does not wait. */
    void cancel() {
        thread.interrupt();
    }

    /** Waits until the download has ended; returns false if that took longer. */
    boolean awaitEnd(long seconds) throws InterruptedException {
        thread.join(TimeUnit.SECONDS.toMillis(seconds));
        return !thread.isAlive();
    }

    /** Passes progress to the event thread; while that is busy, only the newest report is kept. */
    private static final class Progress implements DownloadListener {
        private final Listener listener;
        private final AtomicBoolean waiting = new AtomicBoolean();
        private volatile long received;

        private Progress(Listener listener) {
            this.listener = listener;
        }

        @Override
        public void received(PublishedModel model, long bytes, long size) {
            received = bytes;
            if (waiting.compareAndSet(false, true)) {
                SwingUtilities.invokeLater(() -> {
                    waiting.set(false);
                    listener.received(received, size);
                });
            }
        }

        @Override
        public void note(PublishedModel model, String sentence) {
            SwingUtilities.invokeLater(() -> listener.note(sentence));
        }
    }
}
