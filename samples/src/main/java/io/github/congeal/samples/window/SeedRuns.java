package io.github.congeal.samples.window;

import io.github.congeal.Frame;
import io.github.congeal.FrameIterator;
import io.github.congeal.Generation;
import io.github.congeal.model.Model;
import javax.swing.SwingUtilities;
import org.jspecify.annotations.Nullable;

/** The same picture from several seeds, one after the other. */
final class SeedRuns {
    private final PictureSettings settings;
    private final int count;
    private final Listener listener;
    private @Nullable FrameIterator frames;
    private boolean stopped;

    /**
     * Runs that are not begun.
     *
     * @param settings of all of them; the first seed is theirs, or else drawn
     */
    SeedRuns(PictureSettings settings, int count, Listener listener) {
        this.settings = settings;
        this.count = count;
        this.listener = listener;
    }

    /** Receives what happens, on the event thread. */
    interface Listener {
        /** A frame of one of the pictures, counted from 0, was made. */
        void reached(int number, Frame frame);

        /** All were made, or they were stopped. */
        void ended();

        /** They could not begin or go on; the sentence says why. */
        void failed(String sentence);
    }

    /** Makes them, however that ends. */
    void run(OpenModel models) {
        try {
            Model model = models.of(settings.model());
            int number = 0;
            for (Generation each : settings.generation(model).variants(count)) {
                make(number, each);
                number++;
            }
            tell(listener::ended);
        } catch (RuntimeException | Error e) {
            tell(isStopped() ? listener::ended : () -> listener.failed(Sentence.of(e)));
        }
    }

    private void make(int number, Generation generation) {
        try (FrameIterator own = begin(generation)) {
            while (own.hasNext()) {
                Frame frame = own.next();
                tell(() -> listener.reached(number, frame));
            }
        }
    }

    private synchronized FrameIterator begin(Generation generation) {
        FrameIterator own = generation.frames();
        frames = own;
        if (stopped) {
            own.close();
        }
        return own;
    }

    private static void tell(Runnable news) {
        SwingUtilities.invokeLater(news);
    }

    private synchronized boolean isStopped() {
        return stopped;
    }

    /** Ends them within a step, from any thread. */
    synchronized void stop() {
        stopped = true;
        if (frames != null) {
            frames.close();
        }
    }
}
