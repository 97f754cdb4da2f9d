package io.github.congeal.samples.server;

import io.github.congeal.Preset;
import io.github.congeal.control.Control;
import io.github.congeal.control.ImageSource;
import io.github.congeal.control.Mask;
import io.github.congeal.control.Prompt;
import io.github.congeal.control.Settings;
import io.github.congeal.control.Size;
import io.github.congeal.control.Story;
import io.github.congeal.control.Target;
import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks for. Whatever it contains, no file is opened or tested for existence; the only pictures are those
 * in the request. Immutable.
 *
 * @param said the settings, without pictures
 * @param preset the name of the preset; empty for none
 * @param initial the picture to begin with
 * @param mask where to paint
 * @param target a picture that the result should resemble
 */
record Order(
        Settings said,
        Optional<String> preset,
        Optional<BufferedImage> initial,
        Optional<BufferedImage> mask,
        Optional<BufferedImage> target) {
    static final Order NOTHING =
            new Order(Settings.EMPTY, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** The controls whose values are paths: reading these already accesses the disk. */
    private static final List<Control<?>> FILES = List.of(Control.TARGETS, Control.INITIAL_IMAGE);

    /** The controls of the machine's resources, which only the operator may set. */
    private static final List<Control<?>> OPERATORS = List.of(Control.THREADS, Control.MEMORY_LIMIT);

    /** The order with settings from JSON, as {@link io.github.congeal.SettingsFile} writes them. */
    Order with(Fields settings) {
        Map<String, String> text = new LinkedHashMap<>();
        settings.values().forEach((name, value) -> {
            if (value instanceof List<?> several) {
                for (int i = 0; i < several.size(); i++) {
                    text.put(name + "." + (i + 1), scalar(name, several.get(i)));
                }
            } else {
                text.put(name, scalar(name, value));
            }
        });
        return with(text);
    }

    private static String scalar(String name, @Nullable Object value) {
        if (value == null || value instanceof Map || value instanceof List) {
            throw Fields.wrong(name, value, "a text, a number, true or false, or an array of such");
        }
        return value.toString();
    }

    private Order with(Map<String, String> text) {
        for (String name : text.keySet()) {
            refuse(Control.named(name.replaceFirst("\\.\\d+$", ""), Control.all()));
        }
        return with(Settings.fromText(text));
    }

    private static void refuse(Control<?> control) {
        if (FILES.contains(control)) {
            throw file(control);
        }
        if (OPERATORS.contains(control)) {
            throw Refusal.of("%s is set by those who run this server".formatted(control.name()))
                    .about(control.name());
        }
    }

    private static Refusal file(Control<?> control) {
        return Refusal.of("%s names a file, and a request may open none: send the picture itself"
                        .formatted(control.name()))
                .about(control.name());
    }

    private Order with(Settings settings) {
        settings.namingFiles().stream().findFirst().ifPresent(control -> {
            throw file(control);
        });
        return new Order(settings.over(said), preset, initial, mask, target);
    }

    <T> Order with(Control<T> control, T value) {
        return with(Settings.EMPTY.with(control, value));
    }

    /**
     * The order with prompts from one line, as {@code generate} takes them: several separated by |, the chapters of a
     * story by ||.
     */
    Order prompt(String line) {
        try {
            return line.contains("||")
                    ? with(Control.STORY, Story.parse(line))
                    : with(Control.PROMPTS, Prompt.parse(line));
        } catch (IllegalArgumentException e) {
            throw Refusal.of(e).about("prompt");
        }
    }

    /** The order with a prompt for what the picture should not show. */
    Order avoid(String words) {
        List<Prompt> avoided = List.of(Prompt.avoiding(words));
        return said.has(Control.PROMPTS)
                ? with(Control.PROMPTS, Control.PROMPTS.join(said.get(Control.PROMPTS), avoided))
                : with(Control.PROMPTS, avoided);
    }

    /** The order with a size such as {@code 256x256}; {@code auto} leaves it to the model. */
    Order size(String written) {
        if (written.equals("auto")) {
            return this;
        }
        return with(Map.of(Control.SIZE.name(), written));
    }

    Order size(Size size) {
        return with(Control.SIZE, size);
    }

    Order steps(int steps) {
        return with(Control.ITERATIONS, steps);
    }

    Order seed(long seed) {
        return with(Control.SEED, seed);
    }

    Order preset(String name) {
        return new Order(said, Optional.of(Preset.of(name).name()), initial, mask, target);
    }

    Order beginningWith(BufferedImage picture) {
        return new Order(said, preset, Optional.of(picture), mask, target);
    }

    Order masked(BufferedImage where) {
        return new Order(said, preset, initial, Optional.of(where), target);
    }

    Order becoming(BufferedImage picture) {
        return new Order(said, preset, initial, mask, Optional.of(picture));
    }

    /** All settings, with the pictures. */
    Settings settings() {
        Settings all = said;
        if (initial.isPresent()) {
            all = all.with(Control.INITIAL_IMAGE, ImageSource.of(initial.get()));
        }
        if (mask.isPresent()) {
            all = all.with(Control.MASK, Mask.of(mask.get()));
        }
        if (target.isPresent()) {
            all = all.with(Control.TARGETS, List.of(new Target(ImageSource.of(target.get()), 1)));
        }
        return preset.isPresent() ? all.over(Preset.of(preset.get()).settings()) : all;
    }
}
