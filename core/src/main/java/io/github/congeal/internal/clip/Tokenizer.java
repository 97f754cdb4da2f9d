package io.github.congeal.internal.clip;

import io.github.congeal.PromptTooLongException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * CLIP's tokenizer: the text is cleaned and split into words, and each word into tokens by byte pair encoding, with a
 * vocabulary of 49,408. Case is ignored. Thread-safe.
 *
 * <p>For undamaged text the tokens are those of CLIP's {@code simple_tokenizer.py}; {@link TextCleaner} says what differs for
 * damaged text. Letters that are newer than the Unicode version of the Java runtime count as punctuation.
 */
public final class Tokenizer {

    /** The number of different tokens. */
    public static final int VOCABULARY = 49408;

    /** The number of tokens that the published models read at once. */
    public static final int CONTEXT_LENGTH = 77;

    /** The token before the first one of each text. */
    public static final int START = 49406;

    /** The token after the last one of each text; no token has a higher number. */
    public static final int END = 49407;

    /** The characters that are read: more than any context holds. */
    private static final int LONGEST_TEXT = 1 << 14;

    private static final String START_MARK = "<|startoftext|>";
    private static final String END_MARK = "<|endoftext|>";

    /**
     * The marks, English contractions, runs of letters, single digits, runs of other characters. White space is skipped, and
     * so is U+0345, which the original's expression does not match because it folds to a letter.
     */
    private static final Pattern WORD = Pattern.compile(
            "<\\|startoftext\\|>|<\\|endoftext\\|>|'s|'t|'re|'ve|'m|'ll|'d|\\p{L}+|\\p{N}|[^\\s\\p{L}\\p{N}\\u0345]+",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

    private final BytePairEncoding encoding;

    private Tokenizer(BytePairEncoding encoding) {
        this.encoding = encoding;
    }

    /** Reads the vocabulary on first use. */
    private static final class Shared {
        static final Tokenizer INSTANCE = new Tokenizer(BytePairEncoding.load("merges.bin"));
    }

    /** The tokenizer, whose vocabulary is read on first use. */
    public static Tokenizer shared() {
        return Shared.INSTANCE;
    }

    /**
     * The tokens of a text, without {@link #START} and {@link #END}; none for a blank text. Of a text that is far longer than
     * any context, only the beginning is read.
     */
    public int[] encode(String text) {
        Matcher words = WORD.matcher(clean(text));
        IntStream.Builder tokens = IntStream.builder();
        while (words.find()) {
            String word = words.group();
            switch (word) {
                case START_MARK -> tokens.add(START);
                case END_MARK -> tokens.add(END);
                default -> Arrays.stream(encoding.encode(word)).forEach(tokens);
            }
        }
        return tokens.build().toArray();
    }

    /** The text that is tokenized: entities are resolved, and unreadable characters removed. */
    public String clean(String text) {
        return TextCleaner.clean(beginning(text));
    }

    /** The part of a text that is read: all of it, unless it is far longer than any context. */
    public static String beginning(String text) {
        return isReadWhole(text) ? text : text.substring(0, LONGEST_TEXT);
    }

    private static boolean isReadWhole(String text) {
        return text.length() <= LONGEST_TEXT;
    }

    /**
     * The tokens of a text as the published models take them: {@link #START}, the text, {@link #END}, then zeros up to
     * {@value #CONTEXT_LENGTH}.
     *
     * @param text the text
     * @param truncate whether a text that is too long is cut to its beginning
     * @throws PromptTooLongException if the text is too long and is not to be cut
     */
    public int[] tokenize(String text, boolean truncate) {
        return tokenize(text, CONTEXT_LENGTH, truncate);
    }

    /**
     * The tokens of a text as a model of any context length takes them: {@link #START}, the text, {@link #END}, then
     * zeros.
     *
     * @param text the text
     * @param contextLength how many tokens the model reads, at least 2
     * @param truncate whether a text that is too long is cut to its beginning
     * @throws PromptTooLongException if the text is too long and is not to be cut
     */
    public int[] tokenize(String text, int contextLength, boolean truncate) {
        if (!isReadWhole(text) && !truncate) {
            throw new PromptTooLongException(text, contextLength);
        }
        int[] tokens = encode(text);
        int room = contextLength - 2;
        if (tokens.length > room && !truncate) {
            throw new PromptTooLongException(text, tokens.length + 2, contextLength);
        }
        int count = Math.min(tokens.length, room);
        int[] marked = new int[contextLength];
        marked[0] = START;
        System.arraycopy(tokens, 0, marked, 1, count);
        marked[1 + count] = END;
        return marked;
    }
}
