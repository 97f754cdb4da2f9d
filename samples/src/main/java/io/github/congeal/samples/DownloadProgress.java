package io.github.congeal.samples;

import io.github.congeal.model.DownloadListener;
import io.github.congeal.model.PublishedModel;
import java.io.PrintWriter;
import picocli.CommandLine.Help.Ansi;

/** Shows the progress of a download. */
interface DownloadProgress extends DownloadListener, AutoCloseable {
    @Override
    default void close() {}

    /** A bar on a terminal, lines elsewhere, nothing with --quiet. */
    static DownloadProgress of(PrintWriter out, boolean quiet) {
        if (quiet) {
            return (model, bytes, size) -> {};
        }
        return Ansi.AUTO.enabled() ? new DownloadBar() : new Lines(out);
    }

    /** Progress for logs and files: a line for each tenth. */
    final class Lines implements DownloadProgress {
        private final PrintWriter out;
        private long tenth = -1;

        private Lines(PrintWriter out) {
            this.out = out;
        }

        @Override
        public void received(PublishedModel model, long bytes, long size) {
            long now = size > 0 ? 10 * bytes / size : bytes / 100_000_000;
            if (now != tenth) {
                tenth = now;
                say(model, ModelTable.megabytes(bytes) + (size > 0 ? " of " + ModelTable.megabytes(size) : ""));
            }
        }

        @Override
        public void note(PublishedModel model, String sentence) {
            say(model, sentence);
        }

        private void say(PublishedModel model, String text) {
            out.println(model.name() + ": " + text);
            out.flush();
        }
    }
}
