package io.github.congeal.control;

import java.util.Objects;
import java.util.regex.Pattern;

/** Texts as they were written: how long they may be, so that reading them takes no time, and how messages quote them. */
final class Writing {
    /** A keyframe for each of ten thousand steps has room. */
    private static final int LONGEST = 200_000;

    private static final int QUOTED = 200;

    private static final Pattern WHITE_SPACE = Pattern.compile("\\s");

    private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");

    private Writing() {}

    /**
     * Checks that a text is not too long to be read.
     *
     * @param what what it was to be, to begin the message
     */
    static String requireShort(String what, String text) {
        if (Objects.requireNonNull(text, "text").length() > LONGEST) {
            throw new IllegalArgumentException(
                    "%s was a text of %d characters, but must have at most %d".formatted(what, text.length(), LONGEST));
        }
        return text;
    }

    /** A text, or its beginning, between quotation marks, and in one line that drives no terminal. */
    static String quoted(String text) {
        String line = WHITE_SPACE.matcher(beginning(text, QUOTED)).replaceAll(" ");
        return "\"" + CONTROL.matcher(line).replaceAll("\ufffd") + "\"";
    }

    /** At most so many characters of a text. */
    static String beginning(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length) + "…";
    }
}
