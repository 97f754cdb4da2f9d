package io.github.congeal;

import java.util.OptionalInt;

/** A text has more tokens than the model reads at once. */
public class PromptTooLongException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /** The most characters of the text that are quoted. */
    private static final int QUOTED = 80;

    private static final int NOT_COUNTED = -1;

    private final int tokenCount;
    private final int limit;

    /**
     * Reports a text that is too long.
     *
     * @param text the text
     * @param tokenCount how many tokens it has, the marks of start and end included
     * @param limit how many the model reads, the marks included
     */
    public PromptTooLongException(String text, int tokenCount, int limit) {
        super(
                "\"%s\" has %d tokens (start and end included), but the model reads %d: shorten it, or truncate it to its beginning"
                        .formatted(beginning(text), tokenCount, limit));
        this.tokenCount = tokenCount;
        this.limit = limit;
    }

    /**
     * Reports a text that is so long that its tokens were not counted.
     *
     * @param text the text
     * @param limit how many tokens the model reads, the marks of start and end included
     */
    public PromptTooLongException(String text, int limit) {
        super(
                "\"%s\" has %d characters, but the model reads %d tokens, of a word or less each: shorten it, or truncate it to its beginning"
                        .formatted(beginning(text), text.length(), limit));
        this.tokenCount = NOT_COUNTED;
        this.limit = limit;
    }

    /**
     * How many tokens the text has, the marks of start and end included; empty for a text so long that they were not
     * counted.
     */
    public OptionalInt tokenCount() {
        return tokenCount == NOT_COUNTED ? OptionalInt.empty() : OptionalInt.of(tokenCount);
    }

    /** How many tokens the model reads, the marks of start and end included: 77 for the published models. */
    public int limit() {
        return limit;
    }

    private static String beginning(String text) {
        return text.length() <= QUOTED ? text : text.substring(0, QUOTED) + "…";
    }
}
