package io.github.congeal.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a picture should show, in words.
 *
 * <p>The stop refers to the distance of a cutout from the words: half the square of the angle between their embeddings,
 * about 1 at the start and seldom below 0.6 at the end.
 *
 * @param text the words, not blank; the model ignores case. Surrounding white space, control characters other than
 *     white space, and terminal escapes are removed, since CLIP does not read them; a lone surrogate becomes U+FFFD
 * @param weight how much this prompt counts beside the others, 1 by default; negative for what the picture should
 *     avoid; from -1e9 to 1e9. It may change during the run
 * @param stop the distance that is near enough: cutouts nearer to the words are left alone. With a negative weight, the
 *     distance that is far enough: cutouts farther from the words are left alone. At least 0 and finite; empty for no
 *     stop
 * @param region the part of the picture that should show it; empty for all of it
 */
public record Prompt(String text, Schedule weight, Optional<Schedule> stop, Optional<Region> region)
        implements Pictured<Prompt> {
    /** The written form of one prompt: {@code a red apple:1.5:0.2}. */
    public static final Form<Prompt> FORM = Form.of(
            Prompt::parseOne,
            Prompt::toString,
            "words, with :WEIGHT or :WEIGHT:STOP behind them, each a number or a schedule in brackets, and @REGION",
            "a red apple:1.5");

    /** The weight of what the picture should avoid: as strong as possible without spoiling the rest. */
    private static final double AVOIDED = -0.5;

    /** A letter, digit, sign or symbol, except the blank ones. */
    private static final Pattern VISIBLE =
            Pattern.compile("[\\p{L}\\p{N}\\p{P}\\p{S}&&[^\u115f\u1160\u2800\u3164\uffa0\ufffd]]");

    /** Terminal escapes, and control characters other than white space, which the clean-up before CLIP drops. */
    private static final Pattern UNREAD = Pattern.compile("\\e\\[[\\d;]*+[a-zA-Z]|[\\x00-\\x08\\x0b\\x0e-\\x1f\\x7f]");

    private static final Pattern LONE_SURROGATE = Pattern.compile("[\\ud800-\\udfff]");

    /** A text that ends in a time of day or a picture's proportions: its colon does not introduce a weight. */
    private static final Pattern CLOCK =
            Pattern.compile("(?:^|\\s)(?:(?:[01]?\\d|2[0-3]):[0-5]\\d|16:9|9:16|16:10|21:9|4:3|3:4|3:2|2:3|1:1)$");

    /**
     * Creates a prompt.
     *
     * @throws IllegalArgumentException if the text is null or has no visible character, the weight is out of range, or
     *     the stop is not a finite number of at least 0
     */
    public Prompt {
        if (text == null) {
            throw new IllegalArgumentException("prompt's text was null, but must have words");
        }
        String read = UNREAD.matcher(text).replaceAll("");
        if (!VISIBLE.matcher(read).find()) {
            throw new IllegalArgumentException("prompt's text was blank, but must have words");
        }
        text = LONE_SURROGATE.matcher(read).replaceAll("\ufffd").strip();
        String name = "prompt " + Writing.quoted(text);
        Range.WEIGHT.require("weight of " + name, weight);
        if (stop.isPresent() && !Range.atLeast(0).contains(stop.get())) {
            throw new IllegalArgumentException(
                    "stop of %s was %s, but must be a finite number of at least 0: the distance that is near enough or, with a negative weight, far enough"
                            .formatted(name, stop.get()));
        }
    }

    /** Creates a prompt for the whole picture. */
    public Prompt(String text, Schedule weight, Optional<Schedule> stop) {
        this(text, weight, stop, Optional.empty());
    }

    /** Creates a prompt for the whole picture with a fixed weight and stop. */
    public Prompt(String text, double weight, OptionalDouble stop) {
        this(
                text,
                Schedule.constant(weight),
                stop.isEmpty() ? Optional.empty() : Optional.of(Schedule.constant(stop.getAsDouble())));
    }

    /**
     * Returns a prompt of weight 1 without a stop. The text is taken literally, with all its colons and bars.
     *
     * @throws IllegalArgumentException if it is null or has no visible character
     */
    public static Prompt of(String text) {
        return new Prompt(text, WeightedText.USUAL, Optional.empty());
    }

    /**
     * Returns a negative prompt: what the picture should not show, with weight -0.5. The text is taken literally.
     *
     * @throws IllegalArgumentException if it is null or has no visible character
     */
    public static Prompt avoiding(String text) {
        return of(text).weight(AVOIDED);
    }

    /**
     * Returns a prompt with a stop in the notebooks' notation, where the distance has the sign of the weight.
     *
     * @param signedStop the signed distance above which there is a gradient; negative infinity for no stop
     * @throws IllegalArgumentException if the text is blank, the weight is out of range, or the stop is NaN or positive
     *     infinity
     */
    public static Prompt ofSigned(String text, double weight, double signedStop) {
        Schedule counts = Schedule.constant(weight);
        return new Prompt(text, counts, WeightedText.stop(text, counts, Schedule.constant(signedStop)));
    }

    /**
     * Returns a copy with another weight.
     *
     * @param weight how much it counts; negative for what the picture should avoid
     * @throws IllegalArgumentException if the weight is out of range
     */
    public Prompt weight(double weight) {
        return weight(Schedule.constant(weight));
    }

    /**
     * Returns a copy with a weight that changes during the run.
     *
     * @throws IllegalArgumentException if it is not always in range
     */
    public Prompt weight(Schedule weight) {
        return new Prompt(text, weight, stop, region);
    }

    /** Returns a copy bound to a part of the picture. */
    public Prompt in(Region part) {
        return new Prompt(text, weight, stop, Optional.of(Objects.requireNonNull(part, "part")));
    }

    /**
     * Returns a copy with a stop.
     *
     * @param distance the distance that is near enough or, with a negative weight, far enough
     * @throws IllegalArgumentException if it is not a finite number of at least 0
     */
    public Prompt stop(double distance) {
        return stop(Schedule.constant(distance));
    }

    /**
     * Returns a copy with a stop that changes during the run.
     *
     * @throws IllegalArgumentException if it is not always a finite number of at least 0
     */
    public Prompt stop(Schedule distance) {
        return new Prompt(text, weight, Optional.of(Objects.requireNonNull(distance, "distance")), region);
    }

    /**
     * Reads prompts from one line, such as {@code a red apple:1.5:0.2 | fog:-0.3}: separated by bars, each followed by
     * an optional weight and an optional stop after colons. A colon without a number behind it belongs to the text, as
     * in {@code time: noon}, {@code 16:9 photo} or {@code https://example.org}. So does a colon in a time of day or in
     * proportions such as 16:9 at the end, {@code a clock at 12:30}, unless the number has a decimal point, {@code at
     * 12:30.0}. For any other text that ends in a colon and a number, use {@link #of}.
     *
     * <p>This is the notebooks' notation, in which the stop of a negative prompt is a negative number: {@code
     * fog:-0.3:-0.5} leaves cutouts alone that are farther than 0.5 from fog, and {@code -inf} means no stop.
     *
     * <p>A {@linkplain Schedule schedule} is written in brackets, and its bars do not separate prompts: {@code a
     * forest:(0: 1 | 50%: 0) | the sea:(0: 0 | 50%: 1)}. If one of the two is a schedule, the stop is the distance
     * itself, without a sign.
     *
     * <p>A {@link Region} stands at the end: {@code a sunset@top | a field:0.5@rectangle(top=0.6, height=0.4)}.
     *
     * @throws IllegalArgumentException if a prompt is blank or a number is out of range
     */
    public static List<Prompt> parse(String line) {
        List<String> pieces = Bars.split(Writing.requireShort("prompt", line));
        List<Prompt> prompts = new ArrayList<>();
        for (String piece : pieces) {
            if (piece.isBlank()) {
                throw new IllegalArgumentException("prompt %s of %s in %s was blank, but must have words"
                        .formatted(prompts.size() + 1, pieces.size(), Writing.quoted(line)));
            }
            prompts.add(parseOne(piece.strip()));
        }
        return List.copyOf(prompts);
    }

    private static Prompt parseOne(String piece) {
        Matcher last = RegionForm.behind(piece);
        boolean isLast = last.find();
        WeightedText written =
                WeightedText.parse(isLast ? piece.substring(0, last.start()) : piece, Prompt::endsInClock);
        Matcher middle = RegionForm.behind(written.text());
        if (isLast || !middle.find()) {
            Optional<Region> region = isLast ? region(last) : Optional.empty();
            return new Prompt(written.text(), written.weight(), written.stop(), region);
        }
        String text = written.text().substring(0, middle.start());
        return new Prompt(text, written.weight(), written.stop(), region(middle));
    }

    private static Optional<Region> region(Matcher written) {
        String name = written.group(1);
        return name.equalsIgnoreCase(RegionForm.EVERYWHERE) ? Optional.empty() : Optional.of(Region.FORM.read(name));
    }

    private static boolean endsInClock(String text) {
        return CLOCK.matcher(text).find();
    }

    /** Returns the prompt as {@link #parse} reads it; a text with a bar in it is read back as several prompts. */
    @Override
    public String toString() {
        String written = new WeightedText(text, weight, stop).write(Prompt::endsInClock);
        return region.map(part -> written + "@" + part)
                .orElse(RegionForm.behind(text).find() ? written + "@" + RegionForm.EVERYWHERE : written);
    }

    @Override
    public List<ImageSource> pictures() {
        return region.orElse(null) instanceof Region.Mask mask ? List.of(mask.picture()) : List.of();
    }

    @Override
    public Prompt with(UnaryOperator<ImageSource> reading) {
        Objects.requireNonNull(reading, "reading");
        return region.orElse(null) instanceof Region.Mask mask
                ? in(new Region.Mask(reading.apply(mask.picture())))
                : this;
    }
}
