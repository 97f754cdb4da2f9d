package io.github.congeal.control;

import java.util.Objects;

/** Texts as they were written: how long they may be, so that reading them takes no time, and how messages quote them. */
final class Writing {
    /** A keyframe for each of ten thousand steps has room. */
    private static final int LONGEST = 200_000;

    private static final int QUOTED = 200;

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

    /** A text, or its beginning, between quotation marks. */
    static String quoted(String text) {
        return "\"" + beginning(text, QUOTED) + "\"";
    }

    /** At most so many characters of a text. */
    static String beginning(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length) + "…";
    }
}
