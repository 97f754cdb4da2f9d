package io.github.congeal;

import java.util.regex.Pattern;

/** Texts of unknown origin, made fit for a message: they must neither break a log line nor drive a terminal. */
final class Excerpt {
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private Excerpt() {}

    /** Returns at most the given number of characters of a text, with control characters replaced by U+FFFD. */
    static String of(String text, int longest) {
        String shown = text.length() <= longest ? text : text.substring(0, longest) + "…";
        return CONTROL.matcher(shown).replaceAll("\uFFFD");
    }
}
