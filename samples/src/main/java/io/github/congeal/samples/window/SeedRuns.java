package io.github.congeal.samples.window;

import io.github.congeal.Frame;
import io.github.congeal.FrameIterator;
import io.github.congeal.Generation;
import io.github.congeal.model.Model;
import javax.swing.SwingUtilities;
import org.jspecify.annotations.Nullable;

/** Runs of the same settings with several seeds, one after the other. */
final class SeedRuns {
    private final PictureSettings settings;
    private final int count;
    private final Listener listener;
    private @Nullable FrameIterator frames;
    private boolean stopped;

    /**
     * Runs that have not begun.
     *
     * @param settings the settings of all of them; the first run has their seed, or else a random one, each further run
     *     the next
     */
    SeedRuns(PictureSettings settings, int count, Listener listener) {
        this.settings = settings;
        this.count = count;
        this.listener = listener;
    }

    /** Receives events, on the event thread. */
    interface Listener {
        /** A frame of one of the pictures, counted from 0, was made. */
        void reached(int number, Frame frame);

        /** All pictures were made, or the runs were stopped. */
        void ended();

        /** The runs could not begin or continue; the sentence says why. */
        void failed(String sentence);
    }

    /** Makes the pictures, and reports the end or a failure to the listener. */
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

    /** Ends the runs within a step. Any thread may call this. */
    synchronized void stop() {
        stopped = true;
        if (frames != null) {
            frames.close();
        }
    }
}
