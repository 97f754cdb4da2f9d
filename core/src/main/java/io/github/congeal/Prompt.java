package io.github.congeal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a picture is to show, in words.
 *
 * @param text the words, of which upper and lower case are the same to the model; not blank, and without white space
 *     around them
 * @param weight how much this prompt counts beside the others, which weigh 1 where nothing else was said; negative for
 *     what the picture is to avoid; any finite number
 * @param stop how near is near enough: views of the picture that are nearer to the words than this are left alone.
 *     Measured as half the square of the angle between their embeddings, and negated where the weight is negative;
 *     finite, or {@link Double#NEGATIVE_INFINITY} for never
 */
public record Prompt(String text, double weight, double stop) {

    private static final double DEFAULT_WEIGHT = 1;
    private static final double NEVER = Double.NEGATIVE_INFINITY;

    private static final Pattern NUMBER = Pattern.compile(
            "[+-]?(?:(?:\\d+\\.?\\d*|\\.\\d+)(?:e[+-]?\\d+)?|inf(?:inity)?|nan)", Pattern.CASE_INSENSITIVE);

    /**
     * Makes a prompt.
     *
     * @throws IllegalArgumentException if the text is blank, the weight is not finite, or the stop is NaN or positive
     *     infinity
     */
    public Prompt {
        text = text.strip();
        if (text.isEmpty()) {
            throw new IllegalArgumentException("prompt's text was blank, but must have words");
        }
        if (!Double.isFinite(weight)) {
            throw new IllegalArgumentException(
                    "weight of prompt \"%s\" was %s, but must be a finite number".formatted(text, weight));
        }
        if (Double.isNaN(stop) || stop == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException(
                    "stop of prompt \"%s\" was %s, but must be a finite number, or negative infinity for never"
                            .formatted(text, stop));
        }
    }

    /**
     * A prompt of weight 1 that never stops. The text is taken as it is, with all its colons and bars.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public static Prompt of(String text) {
        return new Prompt(text, DEFAULT_WEIGHT, NEVER);
    }

    /**
     * The same prompt with another weight.
     *
     * @param weight how much it counts; negative for what the picture is to avoid
     * @throws IllegalArgumentException if the weight is not finite
     */
    public Prompt weight(double weight) {
        return new Prompt(text, weight, stop);
    }

    /**
     * The same prompt with another stop.
     *
     * @param stop how near is near enough, or negative infinity
     * @throws IllegalArgumentException if the stop is NaN or positive infinity
     */
    public Prompt stop(double stop) {
        return new Prompt(text, weight, stop);
    }

    /**
     * Reads prompts from one line, such as {@code a red apple:1.5:0.2 | fog:-0.3}: separated by bars, each with its
     * weight and then its stop after colons, both of which may be left out. A colon that no number follows belongs to
     * the text, as in {@code time: noon}, {@code 16:9 photo} or {@code https://example.org}. Where a text itself ends
     * in a colon and a number, {@link #of} takes it as it is.
     *
     * @throws IllegalArgumentException if there is nothing before, between or after the bars, or a number is out of its
     *     range
     */
    public static List<Prompt> parse(String line) {
        String[] pieces = line.split("\\|", -1);
        List<Prompt> prompts = new ArrayList<>();
        for (String piece : pieces) {
            if (piece.isBlank()) {
                throw new IllegalArgumentException("prompt %d of %d in \"%s\" was blank, but must have words"
                        .formatted(prompts.size() + 1, pieces.length, line));
            }
            prompts.add(parseOne(piece.strip()));
        }
        return List.copyOf(prompts);
    }

    private static Prompt parseOne(String piece) {
        int last = numericSuffix(piece);
        if (last < 0) {
            return of(piece);
        }
        double lastNumber = number(piece.substring(last + 1));
        String rest = piece.substring(0, last);
        int previous = numericSuffix(rest);
        if (previous < 0) {
            return new Prompt(rest, lastNumber, NEVER);
        }
        return new Prompt(rest.substring(0, previous), number(rest.substring(previous + 1)), lastNumber);
    }

    /** Where the colon is that only a number follows; negative where there is none. */
    private static int numericSuffix(String text) {
        int colon = text.lastIndexOf(':');
        return colon >= 0 && NUMBER.matcher(text.substring(colon + 1).strip()).matches() ? colon : -1;
    }

    private static double number(String text) {
        String number = text.strip().toLowerCase(Locale.ROOT);
        if (number.endsWith("nan")) {
            return Double.NaN;
        }
        if (number.contains("inf")) {
            return number.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return Double.parseDouble(number);
    }

    /** The prompt as {@link #parse} reads it; a text with a bar in it comes back as several. */
    @Override
    public String toString() {
        if (stop != NEVER || numericSuffix(text) >= 0) {
            return text + ":" + written(weight) + ":" + written(stop);
        }
        return weight == DEFAULT_WEIGHT ? text : text + ":" + written(weight);
    }

    private static String written(double number) {
        return number == NEVER ? "-inf" : Double.toString(number).replaceFirst("\\.0$", "");
    }
}
