package io.github.congeal.control;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text followed by a weight and a stop, after colons, each a number or a schedule in brackets: {@code fog:-0.3:-0.5},
 * {@code a forest:(0: 1 | 50%: 0)}.
 *
 * <p>If both are numbers, the stop has the sign of the weight, as in the notebooks, and {@code -inf} means none. If one
 * is a schedule, whose sign may change, the stop is the distance itself.
 *
 * @param text the text before them
 * @param weight the weight; 1 if there is none
 * @param stop the distance, regardless of the weight's sign; empty for no stop
 */
record WeightedText(String text, Schedule weight, Optional<Schedule> stop) {
    /** The weight that need not be written. */
    static final Schedule USUAL = Schedule.constant(1);

    private static final Schedule NEVER = Schedule.constant(Double.NEGATIVE_INFINITY);

    private static final Pattern NUMBER = Pattern.compile(
            "[+-]?+(?:(?:\\d++\\.?+\\d*+|\\.\\d++)(?:e[+-]?\\d++)?+|inf(?:inity)?|nan)", Pattern.CASE_INSENSITIVE);

    private static final Pattern BRACKETS = Pattern.compile(":\\s*+\\(([^()]*+(?:\\([^()]*+\\)[^()]*+)*+)\\)\\s*+$"
            + "|:\\s*+([a-z]++\\s*+\\([^()]*+(?:\\([^()]*+\\)[^()]*+)*+\\))\\s*+$");

    /** Distinguishes numbers at steps, even faulty ones, from other things in brackets, such as {@code :(sadly)}. */
    private static final Pattern BEGINNING =
            Pattern.compile("\\s*+[+-]?+[\\d.]++(?:e[+-]?\\d++)?+\\s*+(?:%?+\\s*+:|$)", Pattern.CASE_INSENSITIVE);

    /**
     * Separates a text from its weight and stop.
     *
     * @param isWhole whether a text that seems to end in one of them is all text
     * @throws IllegalArgumentException if a schedule in brackets is malformed
     */
    static WeightedText parse(String written, Predicate<String> isWhole) {
        Optional<Suffix> last = suffix(written, isWhole);
        if (last.isEmpty()) {
            return new WeightedText(written, USUAL, Optional.empty());
        }
        String rest = written.substring(0, last.get().colon);
        Optional<Suffix> previous = suffix(rest, isWhole);
        if (previous.isEmpty()) {
            return new WeightedText(rest, last.get().value(), Optional.empty());
        }
        String text = rest.substring(0, previous.get().colon);
        Schedule weight = previous.get().value();
        return new WeightedText(text, weight, stop(text, weight, last.get().value()));
    }

    /** Returns the distance that is written as a stop. */
    static Optional<Schedule> stop(String text, Schedule weight, Schedule written) {
        if (written.equals(NEVER)) {
            return Optional.empty();
        }
        if (!(weight instanceof ConstantSchedule factor && written instanceof ConstantSchedule signed)) {
            return Optional.of(written);
        }
        if (Double.isNaN(signed.value()) || signed.value() == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException(
                    "stop of %s was %s, but must be a finite number, or negative infinity for never"
                            .formatted(Writing.quoted(text.strip()), signed));
        }
        if (factor.value() < 0) {
            // In the notebooks, a positive stop switches a negative prompt off, as does a distance of 0: all cutouts
            // are
            // farther.
            return Optional.of(Schedule.constant(Math.max(0, -signed.value())));
        }
        return signed.value() < 0 ? Optional.empty() : Optional.of(signed);
    }

    /** Returns what follows the last colon, if it is a number or a schedule in brackets. */
    private static Optional<Suffix> suffix(String text, Predicate<String> isWhole) {
        if (isWhole.test(text)) {
            return Optional.empty();
        }
        Matcher brackets = BRACKETS.matcher(text);
        if (brackets.find()) {
            String inside = brackets.group(brackets.group(1) == null ? 2 : 1);
            return BEGINNING.matcher(inside).lookingAt()
                            || ScheduleParser.find(inside).isPresent()
                    ? Optional.of(new Suffix(brackets.start(), inside.strip()))
                    : Optional.empty();
        }
        int colon = text.lastIndexOf(':');
        String number = text.substring(colon + 1).strip();
        return colon >= 0 && NUMBER.matcher(number).matches()
                ? Optional.of(new Suffix(colon, number))
                : Optional.empty();
    }

    /**
     * Writes it so that {@link #parse} reads it back.
     *
     * @param isWhole whether a text that seems to end in one of them is all text
     */
    String write(Predicate<String> isWhole) {
        boolean misleading = suffix(text, isWhole).isPresent();
        if (stop.isEmpty() && !misleading) {
            return weight.equals(USUAL) ? text : weighted(isWhole);
        }
        return weighted(isWhole) + ":" + stop.map(this::writtenStop).orElse("-inf");
    }

    private String weighted(Predicate<String> isWhole) {
        String weighted = text + ":" + inBrackets(weight);
        return isWhole.test(weighted) ? weighted + ".0" : weighted;
    }

    private String writtenStop(Schedule distance) {
        boolean signed =
                weight instanceof ConstantSchedule factor && factor.value() < 0 && distance instanceof ConstantSchedule;
        return signed ? Numbers.write(-distance.least()) : inBrackets(distance);
    }

    private static String inBrackets(Schedule schedule) {
        return schedule instanceof ConstantSchedule ? schedule.toString() : "(" + schedule + ")";
    }

    /** A number or a schedule in its written form. */
    private record Suffix(int colon, String written) {
        private Schedule value() {
            return NUMBER.matcher(written).matches() ? Schedule.constant(number()) : Schedule.parse(written);
        }

        private double number() {
            String number = written.toLowerCase(Locale.ROOT);
            if (number.endsWith("nan")) {
                return Double.NaN;
            }
            if (number.contains("inf")) {
                return number.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            }
            return Double.parseDouble(number);
        }
    }
}
