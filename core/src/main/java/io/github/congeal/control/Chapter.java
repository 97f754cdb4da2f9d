package io.github.congeal.control;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A part of a {@link Story}. Written as its prompts, separated by bars, optionally preceded by where it begins, as a
 * step or a percentage of the run: {@code @200 the sea | fog:-0.3}, {@code @60% the sea}.
 *
 * @param begins where it begins; empty to share the time evenly with its neighbours
 * @param prompts what it shows, at least one
 */
public record Chapter(Optional<Place> begins, List<Prompt> prompts) {
    private static final Pattern PLACE = Pattern.compile("\\s*@\\s*(\\d+(?:\\.\\d+)?)(%?)\\s+(.*)", Pattern.DOTALL);

    /**
     * Creates a chapter.
     *
     * @throws IllegalArgumentException if it has no prompts, or one whose text would be read otherwise in the written form:
     *     with a bar in it, or like a place at the beginning
     */
    public Chapter {
        prompts = List.copyOf(Objects.requireNonNull(prompts, "prompts"));
        if (prompts.isEmpty()) {
            throw new IllegalArgumentException("a chapter had no prompts, but must have at least one");
        }
        for (Prompt prompt : prompts) {
            require(prompt, prompt.text().indexOf('|') < 0, "has a bar in it, which separates prompts in a story");
        }
        Prompt first = prompts.get(0);
        require(
                first,
                begins.isPresent() || !PLACE.matcher(first.text()).matches(),
                "begins with a place in the run: give the chapter that place instead");
    }

    private static void require(Prompt prompt, boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(
                    "%s, the text of a chapter's prompt, %s".formatted(Writing.quoted(prompt.text()), otherwise));
        }
    }

    /** Returns a chapter that shares the time evenly with its neighbours. */
    public static Chapter of(List<Prompt> prompts) {
        return new Chapter(Optional.empty(), prompts);
    }

    /** Returns a copy that begins at a step. */
    public Chapter fromStep(int step) {
        return new Chapter(Optional.of(new Place(step, false)), prompts);
    }

    /** Returns a copy that begins at a percentage of the run, 0 to 100. */
    public Chapter fromPercent(double percent) {
        return new Chapter(Optional.of(new Place(percent, true)), prompts);
    }

    /** Returns a copy with other prompts. */
    public Chapter with(List<Prompt> others) {
        return new Chapter(begins, others);
    }

    static Chapter parse(String text) {
        Matcher placed = PLACE.matcher(text);
        if (!placed.matches()) {
            return of(Prompt.parse(text));
        }
        Place place =
                new Place(Double.parseDouble(placed.group(1)), !placed.group(2).isEmpty());
        return new Chapter(Optional.of(place), Prompt.parse(placed.group(3)));
    }

    @Override
    public String toString() {
        String written = prompts.stream().map(Prompt::toString).collect(Collectors.joining(" | "));
        return begins.map(place -> "@" + place + " " + written).orElse(written);
    }

    /**
     * A place in a run.
     *
     * @param position a step, or a percentage of the run
     * @param percent whether it is a percentage
     */
    public record Place(double position, boolean percent) {
        /**
         * Creates a place.
         *
         * @throws IllegalArgumentException if the position is negative, not finite, or above 100 %
         */
        public Place {
            Range allowed = percent ? Range.between(0, 100) : Range.atLeast(0);
            allowed.require("the beginning of a chapter", position);
        }

        /** Returns the step of this place in a run of the given length. */
        public double step(int steps) {
            return percent ? position / 100 * steps : position;
        }

        @Override
        public String toString() {
            return Numbers.write(position) + (percent ? "%" : "");
        }
    }
}
