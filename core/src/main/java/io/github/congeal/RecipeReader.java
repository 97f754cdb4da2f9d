package io.github.congeal;

import io.github.congeal.control.Control;
import io.github.congeal.control.Form;
import io.github.congeal.control.Loss;
import io.github.congeal.control.Settings;
import io.github.congeal.control.Start;
import io.github.congeal.internal.image.ImageFile;
import io.github.congeal.model.Activation;
import io.github.congeal.model.LoadOptions;
import io.github.congeal.model.Model;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the settings in the text of a picture's file, ignoring unknown ones. */
final class RecipeReader {
    /** Every version has written these; without them another picture would result. */
    private static final List<Control<?>> NEEDED = List.of(
            Control.START,
            Control.SIZE,
            Control.ITERATIONS,
            Control.EVERY,
            Control.SEED,
            Control.STEP_SIZE,
            Control.CUTOUTS,
            Control.CUTOUT_METHOD,
            Control.TRUNCATE);

    private static final Logger log = LoggerFactory.getLogger(RecipeReader.class);
    private static final String START = Recipe.PREFIX + Control.START.name();
    private static final String PAINTED = "painted";
    private static final Form<Path> MODEL_PATH = Form.path("model.ckpt");
    private static final String WEIGHT = ".weight";
    private static final String STOP = ".stop";

    /** In characters: longer values are quoted in messages by their beginnings. */
    private static final int QUOTED = 200;

    /** In characters: longer reasons why a value cannot be followed are cut. */
    private static final int REASON = 1000;

    private final String file;
    private final Map<String, String> text;

    /**
     * Creates a reader.
     *
     * @param file the name of the source in messages
     * @param text text as {@link Recipe} writes it
     * @throws IllegalArgumentException if it holds no settings
     */
    RecipeReader(String file, Map<String, String> text) {
        this.file = file;
        this.text = text;
        if (!text.containsKey(Recipe.VERSION)) {
            throw new IllegalArgumentException(file + " carries no settings of Congeal");
        }
    }

    /**
     * Reads the text of a PNG.
     *
     * @throws IllegalArgumentException if it carries no settings
     * @throws IOException if it cannot be read
     */
    static RecipeReader in(Path png) throws IOException {
        Objects.requireNonNull(png, "png");
        return new RecipeReader(png.toString(), ImageFile.readText(png, RecipeReader::isOurs));
    }

    /** Like {@link #in(Path)}, from a stream. */
    static RecipeReader in(InputStream png) throws IOException {
        Objects.requireNonNull(png, "png");
        return new RecipeReader("the PNG", ImageFile.readText(png, "the PNG", RecipeReader::isOurs));
    }

    private static boolean isOurs(String keyword) {
        return keyword.startsWith(Recipe.PREFIX);
    }

    /**
     * Returns the generation, with the model, which is loaded.
     *
     * @param losses the caller's own losses
     * @throws IllegalArgumentException if a setting cannot be followed, or a loss is missing
     */
    Generation generation(List<Control<?>> controls, Map<String, Loss> losses) {
        Generation.Builder builder = withLosses(losses).settings(settings(controls));
        Model model = model(LoadOptions.defaults());
        try {
            return builder.model(model).build();
        } catch (RuntimeException | Error e) {
            model.close();
            throw e;
        }
    }

    /**
     * Returns a builder with those losses that judged the picture.
     *
     * @throws IllegalArgumentException if one of them is missing, or misnumbered
     */
    Generation.Builder withLosses(Map<String, Loss> losses) {
        Generation.Builder builder = Generation.builder();
        for (String key : numbered(Recipe.LOSS, 1)) {
            String name = value(key);
            Loss loss = losses.get(name);
            if (loss == null) {
                throw new IllegalArgumentException(
                        ("%s was judged by \"%s\", a loss of the program that made it, and cannot be made again without it: give it"
                                        + " under that name to readFrom(Path, Map), or with ResumeOptions.loss")
                                .formatted(file, Excerpt.of(name, QUOTED)));
            }
            builder.loss(name, loss);
        }
        return builder;
    }

    /**
     * Returns a builder with the settings and another model, without opening any file.
     *
     * @throws IllegalArgumentException if a setting cannot be followed, or names a file
     */
    Generation.Builder builderWithoutFiles(List<Control<?>> controls, Model model) {
        // Before the settings are read: reading them already checks whether the files exist.
        refuseFiles(Stream.of(Control.TARGETS, Control.INITIAL_IMAGE)
                .filter(control -> !keys(control).isEmpty())
                .toList());
        Settings settings = settings(controls);
        refuseFiles(settings.namingFiles());
        return withLosses(Map.of()).settings(settings).model(model);
    }

    private void refuseFiles(List<? extends Control<?>> takePictures) {
        takePictures.stream().findFirst().ifPresent(control -> {
            throw new IllegalArgumentException(
                    "%s takes a picture from a file (%s), and none may be opened".formatted(file, control.name()));
        });
    }

    /**
     * Returns the settings.
     *
     * @throws IllegalArgumentException if one is missing or cannot be followed
     */
    Settings settings(List<Control<?>> controls) {
        NEEDED.forEach(control -> value(Recipe.PREFIX + control.name()));
        Settings settings = Settings.EMPTY;
        for (Control<?> control : controls) {
            settings = with(settings, control);
        }
        // A control that the version which made the picture did not have yet takes its own default, not the model's:
        // that keeps the behaviour of that version.
        return settings.withDefaults(controls);
    }

    private <T> Settings with(Settings settings, Control<T> control) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String key : keys(control)) {
            // Each by itself first, so that a message names its key.
            String value = withNumbers(key);
            read(key, ignored -> Settings.fromText(Map.of(name(control, 1), value), List.of(control)));
            values.put(name(control, values.size() + 1), value);
        }
        if (values.isEmpty()) {
            return settings;
        }
        return settings.with(
                control, Settings.fromText(values, List.of(control)).get(control));
    }

    private static String name(Control<?> control, int number) {
        return control.isSeveral() ? control.name() + "." + number : control.name();
    }

    /** Returns the keys of a control's values. */
    private List<String> keys(Control<?> control) {
        String key = Recipe.PREFIX + control.name();
        if (control.isSeveral()) {
            return numbered(key + ".", 1);
        }
        return text.containsKey(key) ? List.of(key) : List.of();
    }

    /**
     * Returns the keys that are made of a beginning and a number, in order.
     *
     * @param first the first number
     * @throws IllegalArgumentException if some do not follow the others
     */
    private List<String> numbered(String beginning, int first) {
        Pattern form = Pattern.compile(Pattern.quote(beginning) + "\\d+");
        Set<String> found = new LinkedHashSet<>(
                text.keySet().stream().filter(form.asMatchPredicate()).toList());
        List<String> keys = new ArrayList<>();
        for (String key = beginning + first; found.remove(key); key = beginning + (first + keys.size())) {
            keys.add(key);
        }
        if (!found.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s carries the setting %s, but these must be numbered from %s on without gaps"
                            .formatted(file, found.iterator().next(), beginning + first));
        }
        return keys;
    }

    /** Returns the value of a key, replacing one that only earlier versions had. */
    private String present(String key) {
        String value = value(key);
        if (key.equals(START) && value.toLowerCase(Locale.ROOT).startsWith(PAINTED)) {
            log.warn(
                    "{} began with {}, which this version has not: it is made with {} instead, and will differ",
                    file,
                    value,
                    Start.SKETCHED);
            return Start.SKETCHED.toString();
        }
        return value;
    }

    /**
     * Returns the value of a key. Earlier versions wrote the weights and stops of prompts and targets under separate
     * keys.
     */
    private String withNumbers(String key) {
        StringBuilder written = new StringBuilder(present(key));
        for (String number : List.of(WEIGHT, STOP)) {
            if (text.containsKey(key + number)) {
                written.append(':').append(value(key + number));
            }
        }
        return written.toString();
    }

    /**
     * Loads the model.
     *
     * @param loading the options; their activation is ignored
     * @throws IllegalArgumentException if the text names no model, or misnumbers its CLIPs
     */
    Model model(LoadOptions loading) {
        List<String> further = numbered(Recipe.CLIP + ".", 2);
        Model model = firstModel(loading);
        try {
            for (String key : further) {
                LoadOptions options = loading.activation(read(key + Recipe.ACTIVATION, Activation::valueOf));
                model = model.withClip(
                        read(key, MODEL_PATH::read), read(key + Recipe.WEIGHT, Double::valueOf), options);
            }
            return model;
        } catch (RuntimeException | Error e) {
            model.close();
            throw e;
        }
    }

    private Model firstModel(LoadOptions loading) {
        if (text.containsKey(Recipe.VQGAN)) {
            LoadOptions options = loading;
            if (text.containsKey(Recipe.CLIP_ACTIVATION)) {
                options = options.activation(read(Recipe.CLIP_ACTIVATION, Activation::valueOf));
            }
            return Model.load(read(Recipe.VQGAN, MODEL_PATH::read), read(Recipe.CLIP, MODEL_PATH::read), options);
        }
        return read(Recipe.MODEL, name -> {
            if (!name.equals(Recipe.BUNDLED)) {
                throw new IllegalArgumentException("there is no model of that name");
            }
            return Model.bundled(loading);
        });
    }

    private <T> T read(String key, Function<String, T> parser) {
        String value = value(key);
        try {
            return parser.apply(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "%s carries the setting %s with the value \"%s\", which cannot be followed: %s"
                            .formatted(file, key, Excerpt.of(value, QUOTED), Excerpt.of(e.getMessage(), REASON)),
                    e);
        }
    }

    /**
     * Returns the value of a key.
     *
     * @throws IllegalArgumentException if there is none
     */
    String value(String key) {
        String value = text.get(key);
        if (value == null) {
            throw new IllegalArgumentException("%s lacks the setting %s".formatted(file, key));
        }
        return value;
    }
}
