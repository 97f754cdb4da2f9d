package io.github.congeal;

import io.github.congeal.internal.image.ImageFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A picture that a caller gave, and the file that it came from, if it was one.
 *
 * @param path absolute; null for a picture that was in memory
 * @param image opaque
 */
record ImageSource(@Nullable Path path, BufferedImage image) {
    /** A picture in memory; transparent parts become white. */
    static ImageSource of(BufferedImage image) {
        return new ImageSource(null, ImageFile.opaque(image));
    }

    /** A picture in a file. */
    static ImageSource of(String parameter, Path path) {
        try {
            return new ImageSource(path.toAbsolutePath(), ImageFile.read(path));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "%s must be a readable picture, but %s".formatted(parameter, e.getMessage()), e);
        }
    }
}
