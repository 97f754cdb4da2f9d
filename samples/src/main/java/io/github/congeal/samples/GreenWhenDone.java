package io.github.congeal.samples;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.DefaultProgressBarRenderer;
import me.tongfei.progressbar.ProgressBarStyle;
import me.tongfei.progressbar.ProgressState;

/** Draws a progress bar, yellow until it is full and green then. */
final class GreenWhenDone extends DefaultProgressBarRenderer {
    private static final String YELLOW = "\u001b[33m";
    private static final String GREEN = "\u001b[32m";

    GreenWhenDone() {
        super(
                ProgressBarStyle.COLORFUL_UNICODE_BLOCK,
                "",
                1,
                true,
                new DecimalFormat("0.0", DecimalFormatSymbols.getInstance(Locale.ROOT)),
                ChronoUnit.SECONDS,
                true,
                GreenWhenDone::timeLeft);
    }

    @Override
    public String render(ProgressState progress, int maxLength) {
        String bar = super.render(progress, maxLength);
        return progress.getCurrent() < progress.getMax() ? bar : bar.replace(YELLOW, GREEN);
    }

    private static Optional<Duration> timeLeft(ProgressState progress) {
        long done = progress.getCurrent() - progress.getStart();
        if (done <= 0) {
            return Optional.empty();
        }
        Duration soFar = Duration.between(progress.getStartInstant(), Instant.now());
        return Optional.of(
                soFar.multipliedBy(progress.getMax() - progress.getCurrent()).dividedBy(done));
    }
}
