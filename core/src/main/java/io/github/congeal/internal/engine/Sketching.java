package io.github.congeal.internal.engine;

import io.github.congeal.control.Control;
import io.github.congeal.control.Prompt;
import io.github.congeal.control.Settings;
import io.github.congeal.control.Start;
import io.github.congeal.internal.sketcher.BookSketcher;
import io.github.congeal.internal.sketcher.Codec;
import io.github.congeal.internal.sketcher.Condition;
import io.github.congeal.internal.sketcher.Sampling;
import io.github.congeal.internal.sketcher.Variation;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * What is to be sketched, and how.
 *
 * @param sketcher draws
 * @param text says what
 * @param style the number of the wanted style, 0 for any
 * @param sampling how codes are drawn
 * @param book whether the nearest drawings of the book are looked at
 */
record Sketching(BookSketcher sketcher, String text, int style, Sampling sampling, boolean book) {
    /** How the places to decide are drawn, as the sketcher was examined. */
    private static final double PLACE_TEMPERATURE = Sampling.USUAL.placeTemperature();

    /**
     * What settings ask for: a sketch of the wanted prompt of the largest weight, of equal ones the first. Nothing where
     * they begin otherwise, or no wanted prompt has a word that the sketcher knows.
     *
     * @throws IllegalArgumentException if the model has no sketcher, or no such style
     */
    static Optional<Sketching> of(Settings settings, Networks networks) {
        if (settings.has(Control.INITIAL_IMAGE) || !(settings.get(Control.START) instanceof Start.Sketched start)) {
            return Optional.empty();
        }
        BookSketcher sketcher = networks.sketcher()
                .orElseThrow(() -> new IllegalArgumentException(
                        "start was %s, but this model has no sketcher: give plain or random, or take a model that has one"
                                .formatted(start)));
        int style = style(start, sketcher.sketcher().styles());
        Sampling sampling = new Sampling(start.passes(), start.guidance(), start.temperature(), PLACE_TEMPERATURE);
        int steps = settings.get(Control.ITERATIONS);
        // The sorting keeps the order of equal ones.
        return Stream.concat(settings.get(Control.PROMPTS).stream(), firstChapter(settings))
                .filter(prompt ->
                        prompt.weight().at(0, steps) > 0 && sketcher.reader().canRead(prompt.text()))
                .sorted(Comparator.comparingDouble(prompt -> -prompt.weight().at(0, steps)))
                .findFirst()
                .map(prompt -> new Sketching(sketcher, prompt.text(), style, sampling, start.book()));
    }

    private static Stream<Prompt> firstChapter(Settings settings) {
        return settings.find(Control.STORY).stream().flatMap(story -> story.chapters().get(0).prompts().stream());
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
     * What the sketcher is told.
     *
     * @param codec the VQGAN on whose canvas it draws
     * @param random draws in what this picture differs from others of the prompt
     */
    Condition condition(Codec codec, RandomGenerator random) {
        Condition condition = sketcher.condition(text, style, Variation.of(random), codec);
        return book ? condition : condition.withoutBook();
    }
}
