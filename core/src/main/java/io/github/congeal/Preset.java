package io.github.congeal;

import io.github.congeal.control.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Settings under a name, for one purpose or as another program has them. A preset is a text file as {@link SettingsFile}
 * writes it, and any such file is a preset: those that come with Congeal are {@link #all()}.
 *
 * @param name of the preset
 * @param settings what it sets; the rest is left to the model
 */
public record Preset(String name, Settings settings) {
    private static final List<String> NAMES =
            List.of("draft", "standard", "fine", "notebook", "nerdyrodent", "pixray", "texture");

    /** Makes a preset. */
    public Preset {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(settings, "settings");
    }

    /** The names of those that come with Congeal. */
    public static List<String> names() {
        return NAMES;
    }

    /** Those that come with Congeal. */
    public static List<Preset> all() {
        return NAMES.stream().map(Preset::of).toList();
    }

    /**
     * One of those that come with Congeal.
     *
     * @throws IllegalArgumentException if there is none of that name, naming those there are
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
     * One of your own.
     *
     * @throws IllegalArgumentException if the file is not as {@link SettingsFile} writes it, or a value is not allowed
     * @throws IOException if it cannot be read
     */
    public static Preset read(Path file) throws IOException {
        Objects.requireNonNull(file, "file");
        return new Preset(file.getFileName().toString().replaceFirst("\\.json$", ""), SettingsFile.read(file));
    }

    /**
     * By its name, or else by the path of its file: what follows {@code --preset}.
     *
     * @throws IllegalArgumentException if there is neither, or it cannot be read
     */
    public static Preset named(String nameOrPath) {
        if (NAMES.contains(Objects.requireNonNull(nameOrPath, "nameOrPath")) || !nameOrPath.matches(".*([/\\\\.]).*")) {
            return of(nameOrPath);
        }
        try {
            return read(Path.of(nameOrPath));
        } catch (IOException e) {
            throw new IllegalArgumentException("preset must be a readable file, but " + e.getMessage(), e);
        }
    }

    /** The controls that it sets, in their written form. */
    @Override
    public String toString() {
        return name + " " + settings;
    }
}
