package io.github.congeal.samples;

import io.github.congeal.video.FinishingListener;
import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/** Shows the progress of finishing a film. */
final class FilmProgress implements FinishingListener {
    private me.tongfei.progressbar.@Nullable ProgressBar bar;

    private FilmProgress() {}

    /** A bar on a terminal, one line elsewhere, nothing with --quiet. */
    static FinishingListener of(PrintWriter out, boolean quiet) {
        if (quiet) {
            return (done, total) -> {};
        }
        if (Ansi.AUTO.enabled()) {
            return new FilmProgress();
        }
        return (done, total) -> {
            if (done == 0) {
                out.println("finishing the film");
                out.flush();
            }
        };
    }

    @Override
    public void finishing(int done, int total) {
        if (bar == null) {
            bar = new ProgressBarBuilder()
                    .setTaskName("finishing film")
                    .setInitialMax(total)
                    .setUpdateIntervalMillis(100)
                    .setRenderer(new GreenWhenDone())
                    .build();
        }
        bar.stepTo(done);
        if (done == total) {
            bar.close();
        }
    }
}
