package io.github.congeal;

import io.github.congeal.internal.image.ImageFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a picture came of, as the text that goes into its file: for people, and so that it can be made again. */
final class Recipe {
    static final String VERSION = "congeal:version";
    static final String PROMPT = "congeal:prompt.";
    static final String TARGET = "congeal:target.";
    static final String WEIGHT = ".weight";
    static final String STOP = ".stop";
    static final String INITIAL_IMAGE = "congeal:initial-image";
    static final String START = "congeal:start";
    static final String SIZE = "congeal:size";
    static final String ITERATIONS = "congeal:iterations";
    static final String EVERY = "congeal:every";
    static final String SEED = "congeal:seed";
    static final String STEP_SIZE = "congeal:step-size";
    static final String CUTOUTS = "congeal:cutouts";
    static final String CUTOUT_METHOD = "congeal:cutout-method";
    static final String TRUNCATE = "congeal:truncate";
    static final String MODEL = "congeal:model";
    static final String VQGAN = "congeal:vqgan";
    static final String CLIP = "congeal:clip";
    static final String CLIP_ACTIVATION = "congeal:clip-activation";

    private static final String ITERATION = "congeal:iteration";

    /** Stands for a picture that came from no file. */
    static final String IN_MEMORY = "(in memory)";

    static final String BUNDLED = "bundled";

    private final Generation generation;

    Recipe(Generation generation) {
        this.generation = generation;
    }

    /** The text for the picture after some number of steps. */
    Map<String, String> at(int iteration) {
        Map<String, String> text = new LinkedHashMap<>();
        text.put("Title", title());
        text.put(
                "Description",
                "%s; seed %s, step %s of %s".formatted(title(), generation.seed(), iteration, generation.iterations()));
        text.put("Software", "Congeal " + Version.CURRENT);
        text.put(VERSION, Version.CURRENT);
        putPrompts(text, generation.prompts());
        putTargets(text, generation.targets());
        if (generation.initialImage() != null) {
            text.put(INITIAL_IMAGE, nameOf(generation.initialImage()));
        }
        text.put(START, generation.start().name());
        text.put(SIZE, generation.width() + "x" + generation.height());
        text.put(ITERATIONS, Integer.toString(generation.iterations()));
        text.put(ITERATION, Integer.toString(iteration));
        text.put(EVERY, Integer.toString(generation.every()));
        text.put(SEED, Long.toString(generation.seed()));
        text.put(STEP_SIZE, Double.toString(generation.stepSize()));
        text.put(CUTOUTS, Integer.toString(generation.cutouts()));
        text.put(CUTOUT_METHOD, generation.cutoutMethod().name());
        text.put(TRUNCATE, Boolean.toString(generation.truncate()));
        putModel(text);
        return text;
    }

    private String title() {
        return generation.prompts().isEmpty()
                ? "a picture after pictures"
                : generation.prompts().stream().map(Prompt::text).collect(Collectors.joining(", "));
    }

    private static void putPrompts(Map<String, String> text, List<Prompt> prompts) {
        for (int i = 0; i < prompts.size(); i++) {
            String key = PROMPT + (i + 1);
            text.put(key, prompts.get(i).text());
            text.put(key + WEIGHT, Double.toString(prompts.get(i).weight()));
            text.put(key + STOP, Double.toString(prompts.get(i).stop()));
        }
    }

    private static void putTargets(Map<String, String> text, List<Target> targets) {
        for (int i = 0; i < targets.size(); i++) {
            String key = TARGET + (i + 1);
            text.put(key, nameOf(targets.get(i).source()));
            text.put(key + WEIGHT, Double.toString(targets.get(i).weight()));
        }
    }

    private static String nameOf(ImageSource source) {
        return source.path() == null ? IN_MEMORY : source.path().toString();
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
    }

    /**
     * A builder with the settings that a PNG carries.
     *
     * @throws IllegalArgumentException if it carries none, or some that cannot be followed
     * @throws IOException if it cannot be read
     */
    static Generation.Builder readFrom(Path png) throws IOException {
        Map<String, String> text = ImageFile.readText(png);
        if (!text.containsKey(VERSION)) {
            throw new IllegalArgumentException(png + " carries no settings of Congeal");
        }
        return new RecipeReader(png, text).builder();
    }
}
