package io.github.congeal;

import io.github.congeal.model.Activation;
import io.github.congeal.model.LoadOptions;
import io.github.congeal.model.Model;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Follows a recipe: the settings that a picture's file carries. Unknown ones are ignored. */
final class RecipeReader {
    private final Path file;
    private final Map<String, String> text;

    RecipeReader(Path file, Map<String, String> text) {
        this.file = file;
        this.text = text;
    }

    /**
     * A builder with all of the settings.
     *
     * @throws IllegalArgumentException if one is missing or cannot be followed
     */
    Generation.Builder builder() {
        int[] size = read(Recipe.SIZE, RecipeReader::twoNumbers);
        Generation.Builder builder = Generation.builder()
                .size(size[0], size[1])
                .start(read(Recipe.START, Start::valueOf))
                .iterations(read(Recipe.ITERATIONS, Integer::parseInt))
                .every(read(Recipe.EVERY, Integer::parseInt))
                .seed(read(Recipe.SEED, Long::parseLong))
                .stepSize(read(Recipe.STEP_SIZE, Double::parseDouble))
                .cutouts(read(Recipe.CUTOUTS, Integer::parseInt))
                .cutoutMethod(read(Recipe.CUTOUT_METHOD, CutoutMethod::valueOf))
                .truncate(read(Recipe.TRUNCATE, Boolean::parseBoolean));
        for (String key : numbered(Recipe.PROMPT)) {
            double weight = read(key + Recipe.WEIGHT, Double::parseDouble);
            double stop = read(key + Recipe.STOP, Double::parseDouble);
            Prompt prompt = read(key, words -> new Prompt(words, weight, stop));
            builder.prompt(prompt);
        }
        if (text.containsKey(Recipe.INITIAL_IMAGE)) {
            builder.initialImage(read(Recipe.INITIAL_IMAGE, RecipeReader::picture));
        }
        for (String key : numbered(Recipe.TARGET)) {
            builder.target(read(key, RecipeReader::picture), read(key + Recipe.WEIGHT, Double::parseDouble));
        }
        return builder.model(model());
    }

    private static int[] twoNumbers(String size) {
        String[] parts = size.split("x", 2);
        return new int[] {Integer.parseInt(parts[0]), Integer.parseInt(parts[1])};
    }

    /** The keys that begin so and go on with 1, 2 and so on. */
    private List<String> numbered(String beginning) {
        return IntStream.rangeClosed(1, text.size())
                .mapToObj(number -> beginning + number)
                .takeWhile(text::containsKey)
                .toList();
    }

    private static Path picture(String name) {
        if (name.equals(Recipe.IN_MEMORY)) {
            throw new IllegalArgumentException("that picture was only in memory, and is lost");
        }
        return Path.of(name);
    }

    private Model model() {
        if (text.containsKey(Recipe.VQGAN)) {
            LoadOptions options = LoadOptions.defaults();
            if (text.containsKey(Recipe.CLIP_ACTIVATION)) {
                options = options.activation(read(Recipe.CLIP_ACTIVATION, Activation::valueOf));
            }
            return Model.load(read(Recipe.VQGAN, Path::of), read(Recipe.CLIP, Path::of), options);
        }
        return read(Recipe.MODEL, name -> {
            if (!name.equals(Recipe.BUNDLED)) {
                throw new IllegalArgumentException("there is no model of that name");
            }
            return Model.bundled();
        });
    }

    private <T> T read(String key, Function<String, T> parser) {
        String value = text.get(key);
        if (value == null) {
            throw new IllegalArgumentException("%s lacks the setting %s".formatted(file, key));
        }
        try {
            return parser.apply(value);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException(
                    "%s carries the setting %s with the value \"%s\", which cannot be followed: %s"
                            .formatted(file, key, value, e.getMessage()),
                    e);
        }
    }
}
