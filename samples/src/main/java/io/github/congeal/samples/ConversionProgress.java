package io.github.congeal.samples;

import io.github.congeal.model.CheckpointConverter;
import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine.Help.Ansi;

/** Shows the progress of a conversion. */
interface ConversionProgress extends CheckpointConverter.Listener, AutoCloseable {
    @Override
    default void close() {}

    /** A bar on a terminal, lines elsewhere, nothing with --quiet. */
    static ConversionProgress of(PrintWriter out, boolean quiet) {
        if (quiet) {
            return (bytes, size) -> {};
        }
        return Ansi.AUTO.enabled() ? new Bar() : new Lines(out);
    }

    /** Progress on a terminal. */
    final class Bar implements ConversionProgress {
        private final ProgressBar bar = new ProgressBarBuilder()
                .setTaskName("converting")
                .setInitialMax(-1)
                .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
                .setUpdateIntervalMillis(200)
                .setUnit(" MB", 1_000_000)
                .build();

        @Override
        public void written(long bytes, long size) {
            bar.maxHint(size);
            bar.stepTo(bytes);
        }

        @Override
        public void close() {
            bar.close();
        }
    }

    /** Progress for logs and files: a line for each tenth of a long conversion. */
    final class Lines implements ConversionProgress {
        private static final long A_WHILE = 500_000_000;

        private final PrintWriter out;
        private long tenth;

        private Lines(PrintWriter out) {
            this.out = out;
        }

        @Override
        public void written(long bytes, long size) {
            long now = size < A_WHILE ? 0 : 10 * bytes / size;
            if (now != tenth) {
                tenth = now;
                out.println(ModelTable.megabytes(bytes) + " of " + ModelTable.megabytes(size));
                out.flush();
            }
        }
    }
}
