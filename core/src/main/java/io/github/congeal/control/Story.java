package io.github.congeal.control;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Prompts that replace one another during the run. Written as chapters separated by double bars: {@code a forest || the
 * sea | fog:-0.3 || a city at night}. The chapters share the run evenly, except those that state where they begin:
 * {@code a forest || @30% the sea || @200 a city}. The weights within a chapter are those of its prompts; their
 * schedules extend over the whole run.
 *
 * <p>The effective weight of a prompt is its weight times its chapter's share of the step; the shares of all chapters
 * sum to 1. Chapters change abruptly, or fade as {@link Control#STORY_BLEND} says.
 *
 * @param chapters the chapters in order
 */
public record Story(List<Chapter> chapters) implements Pictured<Story> {
    /** The written form. */
    public static final Form<Story> FORM = Form.of(
            Story::parse,
            Story::toString,
            "prompts with || between chapters, each with @STEP or @PERCENT% before it if it should not be their even share",
            "a forest || the sea || a city at night");

    private static final Pattern BARS = Pattern.compile("\\|\\|");

    /**
     * Creates a story.
     *
     * @throws IllegalArgumentException if there is no chapter, or one begins before the one before it, as far as that can
     *     be told without the number of steps
     */
    public Story {
        chapters = List.copyOf(Objects.requireNonNull(chapters, "chapters"));
        if (chapters.isEmpty()) {
            throw new IllegalArgumentException("a story had no chapters, but must have at least one");
        }
        if (chapters.get(0).begins().filter(place -> place.position() > 0).isPresent()) {
            throw new IllegalArgumentException(
                    "the first chapter, \"%s\", must begin at once".formatted(chapters.get(0)));
        }
        requireOrder(chapters, false);
        requireOrder(chapters, true);
    }

    private static void requireOrder(List<Chapter> chapters, boolean percent) {
        List<Chapter> placed = chapters.stream()
                .filter(chapter -> chapter.begins()
                        .filter(place -> place.percent() == percent)
                        .isPresent())
                .toList();
        for (int i = 1; i < placed.size(); i++) {
            if (position(placed.get(i)) <= position(placed.get(i - 1))) {
                throw new IllegalArgumentException("chapter \"%s\" came after \"%s\", but must begin later"
                        .formatted(placed.get(i), placed.get(i - 1)));
            }
        }
    }

    private static double position(Chapter chapter) {
        return chapter.begins().orElseThrow().position();
    }

    /**
     * Returns a story of chapters that share the run evenly, each in the notation of {@link Prompt#parse}.
     *
     * @throws IllegalArgumentException if there are no chapters, or one is blank
     */
    public static Story of(String... chapters) {
        return new Story(Arrays.stream(Objects.requireNonNull(chapters, "chapters"))
                .map(Chapter::parse)
                .toList());
    }

    /**
     * Reads the written form.
     *
     * @throws IllegalArgumentException if a chapter is blank, or cannot be followed
     */
    public static Story parse(String text) {
        return of(BARS.split(Writing.requireShort("story", text), -1));
    }

    /** Returns the prompts of all chapters, in order. */
    public List<Prompt> prompts() {
        return chapters.stream().flatMap(chapter -> chapter.prompts().stream()).toList();
    }

    /**
     * Returns the steps at which the chapters begin, followed by the number of steps. Chapters without a stated
     * beginning are spaced evenly between those with one.
     *
     * @param steps the number of steps of the run
     * @return one more value than there are chapters, never decreasing
     */
    public List<Double> beginnings(int steps) {
        List<Double> beginnings = new ArrayList<>();
        int from = 0;
        double last = 0;
        beginnings.add(0.0);
        for (int i = 1; i <= chapters.size(); i++) {
            boolean end = i == chapters.size();
            if (end || chapters.get(i).begins().isPresent()) {
                double here =
                        end ? steps : chapters.get(i).begins().orElseThrow().step(steps);
                here = Math.min(Math.max(here, last), steps);
                for (int j = from + 1; j <= i; j++) {
                    beginnings.add(last + (here - last) * (j - from) / (i - from));
                }
                from = i;
                last = here;
            }
        }
        return beginnings;
    }

    @Override
    public String toString() {
        return chapters.stream().map(Chapter::toString).collect(Collectors.joining(" || "));
    }

    @Override
    public List<ImageSource> pictures() {
        return prompts().stream().flatMap(prompt -> prompt.pictures().stream()).toList();
    }

    @Override
    public Story with(UnaryOperator<ImageSource> reading) {
        Objects.requireNonNull(reading, "reading");
        return new Story(chapters.stream()
                .map(chapter -> chapter.with(chapter.prompts().stream()
                        .map(prompt -> prompt.with(reading))
                        .toList()))
                .toList());
    }
}
