package io.github.congeal.samples;

import io.github.congeal.model.LoadListener;
import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/** Shows the progress of loading a model. */
interface LoadProgress extends LoadListener, AutoCloseable {
    @Override
    default void close() {}

    /** A bar on a terminal, lines elsewhere, nothing with --quiet. */
    static LoadProgress of(PrintWriter out, boolean quiet) {
        if (quiet) {
            return (done, total) -> {};
        }
        return Ansi.AUTO.enabled() ? new Bar() : new Lines(out);
    }

    /** On a terminal: a bar of millions of weights. */
    final class Bar implements LoadProgress {
        private static final long MILLION = 1_000_000;

        private @Nullable ProgressBar bar;

        @Override
        public void loaded(long done, long total) {
            if (bar == null) {
                bar = new ProgressBarBuilder()
                        .setTaskName("loading")
                        .setInitialMax(total)
                        .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
                        .setUpdateIntervalMillis(200)
                        .setUnit(" million weights", MILLION)
                        .build();
            }
            bar.stepTo(done);
        }

        @Override
        public void close() {
            if (bar != null) {
                bar.close();
            }
        }
    }

    /** For logs and files: a line for each quarter, if it takes longer than a second. */
    final class Lines implements LoadProgress {
        private static final int PARTS = 4;
        private static final long SECOND = 1_000_000_000;

        private final PrintWriter out;
        private final long begin = System.nanoTime();
        private long part;

        private Lines(PrintWriter out) {
            this.out = out;
        }

        @Override
        public void loaded(long done, long total) {
            long now = PARTS * done / total;
            if (now > part && System.nanoTime() - begin > SECOND) {
                part = now;
                out.printf("loading the model: %s %%%n", 100 * now / PARTS);
                out.flush();
            }
        }
    }
}
