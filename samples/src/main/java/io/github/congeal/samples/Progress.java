package io.github.congeal.samples;

import io.github.congeal.Frame;
import io.github.congeal.FrameIterator;
import io.github.congeal.Generation;
import java.io.PrintWriter;
import picocli.CommandLine.Help.Ansi;

/** Shows the progress of a run. */
interface Progress extends AutoCloseable {
    /** Called when a frame was made. */
    void reached(Frame frame);

    /** Takes a run to its end, showing its progress, and returns its last frame. */
    default Frame ofAll(FrameIterator frames) {
        Frame frame;
        do {
            frame = frames.next();
            reached(frame);
        } while (frames.hasNext());
        return frame;
    }

    @Override
    default void close() {}

    /**
     * A bar on a terminal, lines elsewhere, nothing with --quiet.
     *
     * @param every how many steps lie between two lines
     */
    static Progress of(Generation generation, int every, PrintWriter out, boolean quiet) {
        if (quiet) {
            return frame -> {};
        }
        return Ansi.AUTO.enabled() ? new ProgressBar(generation) : new ProgressLines(generation, every, out);
    }
}
