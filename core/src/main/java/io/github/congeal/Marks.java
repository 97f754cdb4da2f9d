package io.github.congeal;

import io.github.congeal.control.Control;
import io.github.congeal.control.Prompt;
import io.github.congeal.control.Schedule;
import io.github.congeal.control.Settings;
import io.github.congeal.internal.image.GenerationMark;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The marks that other programs look for in a PNG: IPTC's mark of a generated picture, and the text {@code parameters}
 * of AUTOMATIC1111's web interface, which prompt viewers read. Congeal itself reads neither.
 */
final class Marks {
    private static final String PARAMETERS = "parameters";

    private final Generation generation;
    private final Settings settings;

    Marks(Generation generation, Settings settings) {
        this.generation = generation;
        this.settings = settings;
    }

    /** Adds the marks, unless the settings say no. */
    void put(Map<String, String> text, int iteration) {
        if (settings.get(Control.MARKS)) {
            text.put(GenerationMark.PNG_KEYWORD, GenerationMark.xmp());
            text.put(PARAMETERS, parameters(text.get("Title"), iteration));
        }
    }

    /** Returns the prompts, then what to avoid, then the names and values: each part is one line. */
    private String parameters(String title, int iteration) {
        List<Prompt> prompts = new ArrayList<>(generation.prompts());
        settings.find(Control.STORY).ifPresent(story -> prompts.addAll(story.prompts()));
        String wanted = words(prompts, 1);
        String avoided = words(prompts, -1);
        return "%s\n%sSteps: %s, Sampler: %s, Seed: %s, Size: %sx%s, Model: %s, Version: Congeal %s"
                .formatted(
                        wanted.isEmpty() && avoided.isEmpty() ? title : wanted,
                        avoided.isEmpty() ? "" : "Negative prompt: " + avoided + "\n",
                        iteration,
                        sampler(),
                        generation.seed(),
                        generation.width(),
                        generation.height(),
                        model(),
                        Version.CURRENT);
    }

    /** Returns the prompts whose weights have the given sign, in the web interface's notation. */
    private static String words(List<Prompt> prompts, int sign) {
        return prompts.stream()
                .filter(prompt -> (weight(prompt) < 0) == (sign < 0))
                .map(prompt -> {
                    String words = prompt.text().replaceAll("\\s+", " ");
                    double weight = Math.abs(weight(prompt));
                    return weight == 1 ? words : "(%s:%s)".formatted(words, Schedule.constant(weight));
                })
                .collect(Collectors.joining(", "));
    }

    /** Returns the weight; the first one if it changes. */
    private static double weight(Prompt prompt) {
        return prompt.weight().at(0, 1);
    }

    private String sampler() {
        return settings.get(Control.OPTIMIZER).toString().replaceFirst("\\(.*", "");
    }

    private String model() {
        return generation
                .model()
                .files()
                .map(files -> name(files.vqgan()) + "+" + name(files.clip()))
                .orElse("Congeal's own");
    }

    /** Removes commas and colons, which would end the value. */
    private static String name(Path file) {
        return file.getFileName().toString().replaceFirst("\\.[^.]*$", "").replaceAll("[,:\"]", "_");
    }
}
