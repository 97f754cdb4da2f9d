package io.github.congeal.control;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** Reads and writes durations: {@code 90s}, {@code 1m30s}, {@code 0.5s}. */
final class Durations {
    private static final String ISO = "PT";

    private Durations() {}

    static String write(Duration duration) {
        return duration.toString().substring(ISO.length()).toLowerCase(Locale.ROOT);
    }

    static Duration read(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        try {
            return Duration.parse(upper.startsWith("P") ? upper : ISO + upper);
        } catch (DateTimeParseException e) {
            throw new FormException();
        }
    }
}
