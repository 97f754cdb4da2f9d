package io.github.congeal.control;

import java.util.Objects;
import java.util.regex.Pattern;

/** Limits the length of texts, so that reading them takes little time, and quotes them in messages. */
final class Writing {
    /** In characters: room for a keyframe for each of ten thousand steps. */
    private static final int LONGEST = 200_000;

    private static final int QUOTED = 200;

    private static final Pattern WHITE_SPACE = Pattern.compile("\\s");

    private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");

    private Writing() {}

    /**
     * Checks that a text is not too long to be read.
     *
     * @param what what the text should be, to begin the message
     */
    static String requireShort(String what, String text) {
        if (Objects.requireNonNull(text, "text").length() > LONGEST) {
            throw new IllegalArgumentException(
                    "%s was a text of %s characters, but must have at most %s".formatted(what, text.length(), LONGEST));
        }
        return text;
    }

    /** Quotes a text, or its beginning, in one line without control characters. */
    static String quoted(String text) {
        String line = WHITE_SPACE.matcher(beginning(text, QUOTED)).replaceAll(" ");
        return "\"" + CONTROL.matcher(line).replaceAll("\ufffd") + "\"";
    }

    /** Returns at most the given number of characters of a text. */
    static String beginning(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length) + "…";
    }
}
