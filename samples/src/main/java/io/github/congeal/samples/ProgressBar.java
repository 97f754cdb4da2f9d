package io.github.congeal.samples;

import io.github.congeal.Frame;
import io.github.congeal.Generation;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Progress for people: a bar with the number of steps, the time left, steps per second, and the loss. */
final class ProgressBar implements Progress {
    private final me.tongfei.progressbar.ProgressBar bar;

    ProgressBar(Generation generation) {
        bar = new ProgressBarBuilder()
                .setTaskName("congealing")
                .setInitialMax(generation.iterations())
                .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
                .setUpdateIntervalMillis(200)
                .showSpeed(new DecimalFormat("0.0", DecimalFormatSymbols.getInstance(Locale.ROOT)))
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
