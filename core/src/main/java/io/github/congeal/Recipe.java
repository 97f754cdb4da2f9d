package io.github.congeal;

import io.github.congeal.control.Control;
import io.github.congeal.control.Prompt;
import io.github.congeal.control.Settings;
import io.github.congeal.model.Model;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes how a picture was made as the text in its file, for people to read and for {@link RecipeReader}. Each control
 * stands under its name.
 */
final class Recipe {
    static final String PREFIX = "congeal:";
    static final String VERSION = PREFIX + "version";
    static final String MODEL = PREFIX + "model";
    static final String VQGAN = PREFIX + "vqgan";
    static final String CLIP = PREFIX + "clip";
    static final String CLIP_ACTIVATION = PREFIX + "clip-activation";
    static final String LOSS = PREFIX + "loss.";
    static final String WEIGHT = ".weight";
    static final String ACTIVATION = ".activation";
    static final String BUNDLED = "bundled";
    static final String ITERATION = PREFIX + "iteration";

    private final Generation generation;
    private final Settings settings;

    /** Describes a picture of a run without changes. */
    Recipe(Generation generation) {
        this(generation, generation.settings());
    }

    /** Describes a picture of a run that these settings reproduce. */
    Recipe(Generation generation, Settings settings) {
        this.generation = generation;
        this.settings = settings;
    }

    /** Returns the text for the picture after a number of steps. */
    Map<String, String> at(int iteration) {
        Map<String, String> text = new LinkedHashMap<>();
        text.put("Title", title());
        text.put(
                "Description",
                "%s; seed %s, step %s of %s".formatted(title(), generation.seed(), iteration, generation.iterations()));
        text.put("Software", "Congeal " + Version.CURRENT);
        text.put(VERSION, Version.CURRENT);
        settings.toText().forEach((name, value) -> text.put(PREFIX + name, value));
        List<String> losses = generation.ownLosses();
        for (int i = 0; i < losses.size(); i++) {
            text.put(LOSS + (i + 1), losses.get(i));
        }
        text.put(ITERATION, Integer.toString(iteration));
        putModel(text);
        new Marks(generation, settings).put(text, iteration);
        return text;
    }

    private String title() {
        List<Prompt> prompts = new ArrayList<>(generation.prompts());
        generation.settings().find(Control.STORY).ifPresent(story -> prompts.addAll(story.prompts()));
        return prompts.isEmpty()
                ? "a picture after pictures"
                : prompts.stream().map(Prompt::text).collect(Collectors.joining(", "));
    }

    private void putModel(Map<String, String> text) {
        generation
                .model()
                .files()
                .ifPresentOrElse(
                        files -> {
                            text.put(VQGAN, files.vqgan().toString());
                            text.put(CLIP, files.clip().toString());
                            text.put(
                                    CLIP_ACTIVATION,
                                    generation.model().activation().name());
                        },
                        () -> text.put(MODEL, BUNDLED));
        int number = 1;
        for (Model.FurtherClip further : generation.model().furtherClips()) {
            String key = CLIP + "." + ++number;
            text.put(key, further.file().toString());
            text.put(key + WEIGHT, Double.toString(further.weight()));
            text.put(key + ACTIVATION, further.activation().name());
        }
    }
}
