package io.github.congeal;

import io.github.congeal.internal.file.WritableFile;
import io.github.congeal.internal.image.ImageFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

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
        return ImageFile.read(Objects.requireNonNull(file, "file"));
    }

    /**
     * The same from a stream, which stays open: for a picture that was sent by a stranger.
     *
     * @param mostPixels of a picture with more, rows and columns are left out, so that it has about as many; at least 1
     * @throws IOException with a sentence, if there is no picture in it, a damaged one, or one of more than 100 million
     *     pixels, or if the stream fails
     */
    public static BufferedImage read(InputStream in, long mostPixels) throws IOException {
        if (mostPixels < 1) {
            throw new IllegalArgumentException("mostPixels was %d, but must be at least 1".formatted(mostPixels));
        }
        return ImageFile.readAtMost(Objects.requireNonNull(in, "in"), "what was sent", mostPixels);
    }

    /**
     * Makes sure that a picture can be written under a name, before time is spent on making it.
     *
     * @throws IllegalArgumentException if the name has an ending other than {@code .png}, {@code .jpg} and {@code .jpeg}
     * @throws IOException with a sentence, if it is a folder or write-protected, or if its folder is missing or
     *     write-protected
     */
    public static void requireWritable(Path file) throws IOException {
        PictureFormat.of(file);
        WritableFile.require(file);
    }

    /**
     * Writes a picture, as JPEG where the name ends in {@code .jpg} or {@code .jpeg} and as PNG where it ends in
     * {@code .png}. The file appears under its name only when it is complete.
     *
     * @throws IllegalArgumentException if the name has another ending
     * @throws IOException if it cannot be written
     */
    public static void write(BufferedImage image, Path file) throws IOException {
        ImageFile.write(Objects.requireNonNull(image, "image"), Objects.requireNonNull(file, "file"), Map.of());
    }
}
