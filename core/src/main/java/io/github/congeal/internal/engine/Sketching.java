package io.github.congeal.internal.engine;

import io.github.congeal.control.Control;
import io.github.congeal.control.Prompt;
import io.github.congeal.control.Region;
import io.github.congeal.control.Settings;
import io.github.congeal.control.Start;
import io.github.congeal.control.Story;
import io.github.congeal.internal.clip.Tokenizer;
import io.github.congeal.internal.sketcher.BookSketcher;
import io.github.congeal.internal.sketcher.Codec;
import io.github.congeal.internal.sketcher.Condition;
import io.github.congeal.internal.sketcher.Sampling;
import io.github.congeal.internal.sketcher.Variation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The parameters of one sketch.
 *
 * @param sketcher draws the sketch
 * @param text what it should show
 * @param style the index of the style, 0 for any
 * @param sampling how codes are drawn
 * @param book whether the nearest drawings of the book are used
 * @param region where it is drawn; empty for the whole picture
 * @param begins the step after which its time span begins
 * @param ends the step at which it ends; the sketch is drawn in the first half
 */
record Sketching(
        BookSketcher sketcher,
        String text,
        int style,
        Sampling sampling,
        boolean book,
        Optional<Region> region,
        double begins,
        double ends) {
    /** The temperature at which the positions to decide are drawn: the one that the sketcher was evaluated with. */
    private static final double PLACE_TEMPERATURE = Sampling.USUAL.placeTemperature();

    /**
     * The sketches of the settings: of the prompt with the largest positive weight that has a word that the sketcher
     * knows; of equal weights the first. With a story, one for each chapter; if all positive prompts have regions, one
     * for each region. Empty if there is an initial image, if the start is another one, or if no such prompt exists.
     *
     * @throws IllegalArgumentException if the model has no sketcher, or no such style
     */
    static List<Sketching> of(Settings settings, Networks networks) {
        if (settings.has(Control.INITIAL_IMAGE) || !(settings.get(Control.START) instanceof Start.Sketched start)) {
            return List.of();
        }
        BookSketcher sketcher = networks.sketcher()
                .orElseThrow(() -> new IllegalArgumentException(
                        "start was %s, but this model has no sketcher: give plain or random, or take a model that has one"
                                .formatted(start)));
        int style = style(start, sketcher.sketcher().styles());
        Sampling sampling = new Sampling(start.passes(), start.guidance(), start.temperature(), PLACE_TEMPERATURE);
        int steps = settings.get(Control.ITERATIONS);
        List<Sketching> all = new ArrayList<>();
        for (Subject subject : subjects(settings, steps)) {
            text(subject.prompts, sketcher, steps)
                    .map(text -> new Sketching(
                            sketcher,
                            text,
                            style,
                            sampling,
                            start.book(),
                            subject.region,
                            subject.begins,
                            subject.ends))
                    .ifPresent(all::add);
        }
        return all;
    }

    private static List<Subject> subjects(Settings settings, int steps) {
        List<Prompt> prompts = settings.get(Control.PROMPTS);
        Story story = settings.find(Control.STORY).orElse(null);
        List<Subject> subjects = new ArrayList<>();
        if (story != null) {
            List<Double> beginnings = story.beginnings(steps);
            for (int i = 0; i < story.chapters().size(); i++) {
                subjects.add(new Subject(
                        in(Optional.empty(), story.chapters().get(i).prompts()),
                        Optional.empty(),
                        beginnings.get(i),
                        beginnings.get(i + 1)));
            }
            return subjects;
        }
        boolean isWhole = prompts.stream()
                .anyMatch(prompt -> prompt.region().isEmpty() && prompt.weight().at(0, steps) > 0);
        prompts.stream()
                .map(Prompt::region)
                .distinct()
                .filter(region -> region.isEmpty() || !isWhole)
                .forEach(region -> subjects.add(new Subject(in(region, prompts), region, 0, steps)));
        return subjects;
    }

    private static List<Prompt> in(Optional<Region> region, List<Prompt> prompts) {
        return prompts.stream().filter(prompt -> prompt.region().equals(region)).toList();
    }

    private static Optional<String> text(List<Prompt> prompts, BookSketcher sketcher, int steps) {
        // The sort is stable: of equal weights the first prompt wins.
        return prompts.stream()
                .filter(prompt -> prompt.weight().at(0, steps) > 0)
                .sorted(Comparator.comparingDouble(prompt -> -prompt.weight().at(0, steps)))
                .map(prompt -> Tokenizer.beginning(prompt.text()))
                .filter(text -> canRead(text, sketcher))
                .findFirst();
    }

    private static boolean canRead(String text, BookSketcher sketcher) {
        Interruption.check("prompts were read");
        return sketcher.reader().canRead(text);
    }

    private static int style(Start.Sketched start, List<String> styles) {
        int style = styles.indexOf(start.style());
        if (style < 0) {
            throw new IllegalArgumentException(
                    "start was %s, but this model's styles are %s".formatted(start, String.join(", ", styles)));
        }
        return style;
    }

    /**
     * The sketcher's input.
     *
     * @param codec the VQGAN of the run
     * @param random draws the variation between pictures of the same prompt
     */
    Condition condition(Codec codec, RandomGenerator random) {
        Condition condition = sketcher.condition(text, style, Variation.of(random), codec);
        return book ? condition : condition.withoutBook();
    }

    /** The prompts of a chapter or region, one of which is sketched. */
    private record Subject(List<Prompt> prompts, Optional<Region> region, double begins, double ends) {}
}
