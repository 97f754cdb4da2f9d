package io.github.congeal;

import io.github.congeal.control.Form;
import io.github.congeal.control.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Named settings for one purpose, or those of another program. A preset is a text file as {@link SettingsFile} writes
 * it; those that come with Congeal are {@link #all()}.
 *
 * @param name the name of the preset
 * @param settings the values that it sets; the rest is left to the model
 */
public record Preset(String name, Settings settings) {
    private static final List<String> NAMES =
            List.of("draft", "standard", "fine", "notebook", "nerdyrodent", "pixray", "texture");

    /** Creates a preset. */
    public Preset {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(settings, "settings");
    }

    /** Returns the names of the presets that come with Congeal. */
    public static List<String> names() {
        return NAMES;
    }

    /** Returns the presets that come with Congeal. */
    public static List<Preset> all() {
        return NAMES.stream().map(Preset::of).toList();
    }

    /**
     * Returns one of the presets that come with Congeal.
     *
     * @throws IllegalArgumentException if there is none of that name; the message lists the names
     */
    public static Preset of(String name) {
        if (!NAMES.contains(Objects.requireNonNull(name, "name"))) {
            throw new IllegalArgumentException("preset was \"%s\", but must be one of %s, or the path of a file"
                    .formatted(name, String.join(", ", NAMES)));
        }
        try (InputStream in = Preset.class.getResourceAsStream("presets/" + name + ".json")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new Preset(name, SettingsFile.fromJson(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a preset of your own from a file. Its name is that of the file without {@code .json}.
     *
     * @throws IllegalArgumentException if the file is not as {@link SettingsFile} reads it, or a value is not allowed
     * @throws IOException if it cannot be read
     */
    public static Preset read(Path file) throws IOException {
        Objects.requireNonNull(file, "file");
        Settings settings = SettingsFile.read(file); // Refuses the root, the only path without a name.
        return new Preset(file.getFileName().toString().replaceFirst("\\.json$", ""), settings);
    }

    /**
     * Returns a preset by its name or the path of its file, as {@code --preset} takes it.
     *
     * @throws IllegalArgumentException if there is neither, or it cannot be read
     */
    public static Preset named(String nameOrPath) {
        if (NAMES.contains(Objects.requireNonNull(nameOrPath, "nameOrPath")) || !nameOrPath.matches(".*([/\\\\.]).*")) {
            return of(nameOrPath);
        }
        try {
            return read(Form.path("film.json").read(nameOrPath));
        } catch (IOException e) {
            throw new IllegalArgumentException("preset must be a readable file, but " + e.getMessage(), e);
        }
    }

    /** Returns the name, and the controls that it sets in their written form. */
    @Override
    public String toString() {
        return name + " " + settings;
    }
}
