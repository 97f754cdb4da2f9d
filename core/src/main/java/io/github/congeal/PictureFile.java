package io.github.congeal;

import io.github.congeal.internal.image.ImageFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Reads and writes picture files, for use with a {@link io.github.congeal.model.Model}. */
public final class PictureFile {
    private PictureFile() {}

    /**
     * The picture in a file: opaque RGB, rotated as its EXIF orientation says. Formats are those of {@link
     * javax.imageio.ImageIO}.
     *
     * @throws IOException with a sentence that names the file, if it is missing, holds no picture, a damaged one, or
     *     one of more than 100 million pixels
     */
    public static BufferedImage read(Path file) throws IOException {
        return ImageFile.read(file);
    }

    /**
     * Writes a picture, as JPEG where the name ends in {@code .jpg} or {@code .jpeg} and as PNG where it ends in
     * {@code .png}. The file appears under its name only when it is complete.
     *
     * @throws IllegalArgumentException if the name has another ending
     * @throws IOException if it cannot be written
     */
    public static void write(BufferedImage image, Path file) throws IOException {
        ImageFile.write(image, file, Map.of());
    }
}
