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

    /** Receives what becomes of it, on the event thread. */
    interface Listener {
        /** So much of the file is there; {@code size} is 0 if it is not known. */
        void received(long bytes, long size);

        /** Something that delays it. */
        void note(String sentence);

        /** The file is there. */
        void arrived();

        /** It was cancelled; what was received is kept for the next time. */
        void cancelled();

        /** There is no file; the sentence says why. */
        void failed(String sentence);
    }

    /** Begins at once. */
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

    /** Ends it soon; does not wait for that. */
    void cancel() {
        thread.interrupt();
    }

    /** Waits until it has ended; false if that took longer. */
    boolean awaitEnd(long seconds) throws InterruptedException {
        thread.join(TimeUnit.SECONDS.toMillis(seconds));
        return !thread.isAlive();
    }

    /** Hands on how much is there: only the newest of what is reported while the event thread is busy. */
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
