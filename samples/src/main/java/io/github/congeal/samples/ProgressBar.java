package io.github.congeal.samples;

import io.github.congeal.Frame;
import io.github.congeal.Generation;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBarBuilder;

/**
 * Progress on a terminal: a bar with the number of steps, the time left, steps per second, and the loss; green when
 * done.
 */
final class ProgressBar implements Progress {
    private final me.tongfei.progressbar.ProgressBar bar;

    ProgressBar(Generation generation) {
        bar = new ProgressBarBuilder()
                .setTaskName("congealing")
                .setInitialMax(generation.iterations())
                .setUpdateIntervalMillis(200)
                .setRenderer(new GreenWhenDone())
                .build();
    }

    @Override
    public void reached(Frame frame) {
        bar.stepTo(frame.iteration());
        bar.setExtraMessage(String.format(Locale.ROOT, " loss %.4f", frame.loss()));
    }

    @Override
    public void close() {
        bar.close();
    }
}
