package io.github.congeal;

import java.util.OptionalInt;

/** Thrown when a text has more tokens than the model reads at once. */
public class PromptTooLongException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /** How many characters of the text are quoted at most. */
    private static final int QUOTED = 80;

    private static final int NOT_COUNTED = -1;

    private final int tokenCount;
    private final int limit;

    /**
     * Creates an exception for a text that is too long.
     *
     * @param text the text
     * @param tokenCount its number of tokens, including the start and end tokens
     * @param limit the number of tokens that the model reads, including the start and end tokens
     */
    public PromptTooLongException(String text, int tokenCount, int limit) {
        super(
                "\"%s\" has %s tokens (start and end included), but the model reads %s: shorten it, or truncate it to its beginning"
                        .formatted(Excerpt.of(text, QUOTED), tokenCount, limit));
        this.tokenCount = tokenCount;
        this.limit = limit;
    }

    /**
     * Creates an exception for a text so long that its tokens were not counted.
     *
     * @param text the text
     * @param limit the number of tokens that the model reads, including the start and end tokens
     */
    public PromptTooLongException(String text, int limit) {
        super(
                "\"%s\" has %s characters, but the model reads %s tokens, of a word or less each: shorten it, or truncate it to its beginning"
                        .formatted(Excerpt.of(text, QUOTED), text.length(), limit));
        this.tokenCount = NOT_COUNTED;
        this.limit = limit;
    }

    /**
     * Returns the text's number of tokens, including the start and end tokens; empty for a text so long that they were
     * not counted.
     */
    public OptionalInt tokenCount() {
        return tokenCount == NOT_COUNTED ? OptionalInt.empty() : OptionalInt.of(tokenCount);
    }

    /**
     * Returns the number of tokens that the model reads, including the start and end tokens: 77 for the published
     * models.
     */
    public int limit() {
        return limit;
    }
}
