package io.github.congeal;

import io.github.congeal.control.Change;
import io.github.congeal.control.Colour;
import io.github.congeal.control.Control;
import io.github.congeal.control.ImageSource;
import io.github.congeal.control.Palette;
import io.github.congeal.control.Pictured;
import io.github.congeal.control.Settings;
import io.github.congeal.internal.image.ImageFile;
import io.github.congeal.internal.image.PaletteFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads the pictures that settings name. */
final class Pictures {
    /** No run has more pixels than this, so none would see a finer picture. */
    private static final long ENOUGH_PIXELS = 25_000_000;

    /** Replaces each file by the picture or palette in it. */
    private static final Replacement READ = new Replacement() {
        @Override
        public ImageSource of(Control<?> control, ImageSource picture) {
            return read(control, picture);
        }

        @Override
        public Palette of(Control<?> control, Palette.InFile palette) {
            return read(control, palette);
        }
    };

    /** Replaces the pictures in a control's value. */
    @FunctionalInterface
    interface Replacement {
        /** Returns the replacement for a picture in a control's value. */
        ImageSource of(Control<?> control, ImageSource picture);

        /** Returns the replacement for a palette in a file; by default the palette itself, unread. */
        default Palette of(Control<?> control, Palette.InFile palette) {
            return palette;
        }
    }

    private Pictures() {}

    /** Returns a picture in a file, without reading it. */
    static ImageSource source(Control<?> control, Path path) {
        return ImageSource.of(required(control, path));
    }

    /** Returns a picture in memory as it is now. Transparent parts become white. */
    static ImageSource source(Control<?> control, BufferedImage image) {
        return copied(ImageSource.of(required(control, image)));
    }

    private static <T> T required(Control<?> control, T picture) {
        if (picture == null) {
            throw new IllegalArgumentException("%s was null, but must be a picture".formatted(control.name()));
        }
        return picture;
    }

    /**
     * Returns the same settings with all pictures read.
     *
     * @throws IllegalArgumentException if one of the files holds no picture
     */
    static Settings opened(Settings settings) {
        return replaced(settings, READ);
    }

    /** Returns the same value with its pictures read, if it has any. */
    static <T> T opened(Control<T> control, T value) {
        return replaced(control, value, READ);
    }

    /**
     * Returns the same settings with their pictures replaced.
     *
     * @param other receives each control and picture, in the same order each time
     */
    static Settings replaced(Settings settings, Replacement other) {
        Settings result = settings;
        for (Control<?> control : settings.controls()) {
            result = replaced(result, control, other);
        }
        return result;
    }

    private static <T> Settings replaced(Settings settings, Control<T> control, Replacement other) {
        return settings.with(control, replaced(control, settings.get(control), other));
    }

    @SuppressWarnings("unchecked") // Each case returns a value of the type it was given.
    private static <T> T replaced(Control<T> control, T value, Replacement other) {
        if (value instanceof Pictured<?> pictured) {
            return (T) pictured.with(source -> other.of(control, source));
        }
        if (value instanceof Palette.InFile file) {
            return (T) other.of(control, file);
        }
        if (value instanceof Change change) {
            return (T) new Change(change.step(), replaced(change.settings(), other));
        }
        if (value instanceof List<?> several) {
            return (T) several.stream()
                    .map(each -> replaced((Control<Object>) control, (Object) each, other))
                    .toList();
        }
        return value;
    }

    private static Palette read(Control<?> control, Palette.InFile palette) {
        try {
            return Palette.of(
                    PaletteFile.read(palette.file()).stream().map(Colour::of).toArray(Colour[]::new));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "%s must be a readable palette, but %s".formatted(control.name(), e.getMessage()), e);
        }
    }

    private static ImageSource copied(ImageSource source) {
        return source.with(ImageFile.opaqueCopy(source.image().orElseThrow()));
    }

    private static ImageSource read(Control<?> control, ImageSource source) {
        if (source.isFixed()) {
            return source;
        }
        if (source.image().isPresent()) {
            return copied(source);
        }
        try {
            return source.with(ImageFile.readAtMost(source.path().orElseThrow(), ENOUGH_PIXELS));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "%s must be a readable picture, but %s".formatted(control.name(), e.getMessage()), e);
        }
    }
}
