package io.github.congeal;

/** A text has more tokens than the model reads at once. */
public class PromptTooLongException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /** The most characters of the text that are quoted. */
    private static final int QUOTED = 80;

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

    /** How many tokens the text has, the marks of start and end included. */
    public int tokenCount() {
        return tokenCount;
    }

    /** How many tokens the model reads, the marks of start and end included: 77 for the published models. */
    public int limit() {
        return limit;
    }

    private static String beginning(String text) {
        return text.length() <= QUOTED ? text : text.substring(0, QUOTED) + "…";
    }
}
