package io.github.congeal.samples;

import io.github.congeal.model.PublishedModel;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Progress on a terminal: a bar with megabytes, speed and time left, and other events. */
final class DownloadBar implements DownloadProgress {
    private static final long MEGABYTE = 1_000_000;

    private @Nullable ProgressBar bar;
    private String note = "";

    @Override
    public void received(PublishedModel model, long bytes, long size) {
        ProgressBar shown = bar(model, bytes, size);
        shown.stepTo(bytes);
        if (!note.isEmpty()) {
            note = "";
            shown.setExtraMessage("");
        }
    }

    @Override
    public void note(PublishedModel model, String sentence) {
        note = sentence;
        bar(model, 0, model.bytes()).setExtraMessage(" " + sentence);
    }

    private ProgressBar bar(PublishedModel model, long bytes, long size) {
        if (bar == null) {
            bar = new ProgressBarBuilder()
                    .setTaskName(model.name())
                    .setInitialMax(size > 0 ? size : -1)
                    .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
                    .setUpdateIntervalMillis(200)
                    .setUnit(" MB", MEGABYTE)
                    .setSpeedUnit(ChronoUnit.SECONDS)
                    .showSpeed(new DecimalFormat("0.0", DecimalFormatSymbols.getInstance(Locale.ROOT)))
                    .startsFrom(bytes, Duration.ZERO)
                    .build();
        } else if (size > 0) {
            bar.maxHint(size);
        }
        return bar;
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
