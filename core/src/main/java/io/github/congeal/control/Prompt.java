package io.github.congeal.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * What a picture should show, in words.
 *
 * <p>The distance of a cutout from the words, to which the stop refers, is half the square of the angle between their
 * embeddings: about 1 at the start, and seldom below 0.6 at the end.
 *
 * @param text the words; case does not matter to the model; not blank, and stripped of white space around them
 * @param weight how much this prompt counts beside the others, 1 by default; negative for what the picture should
 *     avoid; from -1e9 to 1e9
 * @param stop the distance that is near enough: cutouts nearer to the words than this are left alone. With a negative
 *     weight, the distance that is far enough: cutouts farther from the words than this are left alone. At least 0 and
 *     finite; empty for no stop
 */
public record Prompt(String text, double weight, OptionalDouble stop) {
    /** The written form of one prompt: {@code a red apple:1.5:0.2}. */
    public static final Form<Prompt> FORM = Form.of(
            Prompt::parseOne, Prompt::toString, "words, with :WEIGHT or :WEIGHT:STOP behind them", "a red apple:1.5");

    private static final double DEFAULT_WEIGHT = 1;

    private static final Pattern NUMBER = Pattern.compile(
            "[+-]?(?:(?:\\d+\\.?\\d*|\\.\\d+)(?:e[+-]?\\d+)?|inf(?:inity)?|nan)", Pattern.CASE_INSENSITIVE);

    /** A letter, digit, sign or symbol, other than those that are only there to be empty. */
    private static final Pattern VISIBLE =
            Pattern.compile("[\\p{L}\\p{N}\\p{P}\\p{S}&&[^\u115f\u1160\u2800\u3164\uffa0]]");

    /** Ends in a time of day or a picture's proportions: no colon before a weight. */
    private static final Pattern CLOCK =
            Pattern.compile("(?:^|\\s)(?:(?:[01]?\\d|2[0-3]):[0-5]\\d|16:9|9:16|16:10|21:9|4:3|3:4|3:2|2:3|1:1)$");

    /**
     * Makes a prompt.
     *
     * @throws IllegalArgumentException if the text is null or has no visible character, the weight is not in its range, or
     *     the stop is not a finite number of at least 0
     */
    public Prompt {
        if (text == null || !VISIBLE.matcher(text).find()) {
            throw new IllegalArgumentException(
                    "prompt's text was %s, but must have words".formatted(text == null ? "null" : "blank"));
        }
        text = text.strip();
        if (!Range.WEIGHT.contains(weight)) {
            throw new IllegalArgumentException("weight of prompt \"%s\" was %s, but must be %s"
                    .formatted(text, Numbers.write(weight), Range.WEIGHT));
        }
        if (stop.isPresent() && !Range.atLeast(0).contains(stop.getAsDouble())) {
            throw new IllegalArgumentException(
                    "stop of prompt \"%s\" was %s, but must be a finite number of at least 0: the distance that is near enough or, with a negative weight, far enough"
                            .formatted(text, stop.getAsDouble()));
        }
    }

    /**
     * A prompt of weight 1 without a stop. The text is taken literally, with all its colons and bars.
     *
     * @throws IllegalArgumentException if it is null or has no visible character
     */
    public static Prompt of(String text) {
        return new Prompt(text, DEFAULT_WEIGHT, OptionalDouble.empty());
    }

    /**
     * A prompt with its stop as the notebooks give it: on the scale of the loss, on which the distance has the sign of
     * the weight.
     *
     * @param signedStop the signed distance above which there is a gradient; negative infinity for no stop
     * @throws IllegalArgumentException if the text is blank, the weight is out of range, or the stop is NaN or positive
     *     infinity
     */
    public static Prompt ofSigned(String text, double weight, double signedStop) {
        if (Double.isNaN(signedStop) || signedStop == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException(
                    "stop of prompt \"%s\" was %s, but must be a finite number, or negative infinity for never"
                            .formatted(text, signedStop));
        }
        return new Prompt(text, weight, unsigned(weight, signedStop));
    }

    private static OptionalDouble unsigned(double weight, double signedStop) {
        if (signedStop == Double.NEGATIVE_INFINITY) {
            return OptionalDouble.empty();
        }
        if (weight < 0) {
            // The notebooks' positive stop switches a negative prompt off, as does every distance being far enough.
            return OptionalDouble.of(Math.max(0, -signedStop));
        }
        return signedStop < 0 ? OptionalDouble.empty() : OptionalDouble.of(signedStop);
    }

    /** The stop on the scale of the loss, see {@link #ofSigned}; negative infinity for none. */
    public double signedStop() {
        return stop.isEmpty() ? Double.NEGATIVE_INFINITY : (weight < 0 ? -1 : 1) * stop.getAsDouble();
    }

    /**
     * The same prompt with another weight.
     *
     * @param weight how much it counts; negative for what the picture should avoid
     * @throws IllegalArgumentException if the weight is out of range
     */
    public Prompt weight(double weight) {
        return new Prompt(text, weight, stop);
    }

    /**
     * The same prompt with a stop.
     *
     * @param distance that is near enough or, with a negative weight, far enough
     * @throws IllegalArgumentException if it is not a finite number of at least 0
     */
    public Prompt stop(double distance) {
        return new Prompt(text, weight, OptionalDouble.of(distance));
    }

    /**
     * Reads prompts from one line, such as {@code a red apple:1.5:0.2 | fog:-0.3}: separated by bars, each followed by
     * an optional weight and an optional stop after colons. A colon without a number behind it belongs to the text, as
     * in {@code time: noon}, {@code 16:9 photo} or {@code https://example.org}; so does one in a time of day or in
     * proportions such as 16:9 at the end, {@code a clock at 12:30}, unless the number has a decimal point, {@code at
     * 12:30.0}. For a text that otherwise ends in a colon and a number, use {@link #of}.
     *
     * <p>This is the notebooks' notation, in which the stop of a negative prompt is a negative number: {@code
     * fog:-0.3:-0.5} leaves cutouts alone that are farther than 0.5 from fog, and {@code -inf} means no stop.
     *
     * @throws IllegalArgumentException if a prompt is blank or a number is out of range
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
            return new Prompt(rest, lastNumber, OptionalDouble.empty());
        }
        return ofSigned(rest.substring(0, previous), number(rest.substring(previous + 1)), lastNumber);
    }

    /** Where the colon is that only a number follows; negative where there is none. */
    private static int numericSuffix(String text) {
        int colon = CLOCK.matcher(text).find() ? -1 : text.lastIndexOf(':');
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

    /** The prompt as {@link #parse} reads it; a text with a bar in it is read back as several prompts. */
    @Override
    public String toString() {
        if (stop.isPresent() || numericSuffix(text) >= 0) {
            String written = stop.isEmpty() ? "-inf" : Numbers.write(signedStop());
            return weighted() + ":" + written;
        }
        return weight == DEFAULT_WEIGHT ? text : weighted();
    }

    private String weighted() {
        String weighted = text + ":" + Numbers.write(weight);
        return CLOCK.matcher(weighted).find() ? weighted + ".0" : weighted;
    }
}
