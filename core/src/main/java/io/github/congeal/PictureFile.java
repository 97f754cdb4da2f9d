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
    /** What a stream is called in messages. */
    private static final String SENT = "what was sent";

    private PictureFile() {}

    /**
     * Reads a picture as opaque RGB, rotated according to its EXIF orientation. The formats are those of {@link
     * javax.imageio.ImageIO}.
     *
     * @throws IOException if the file is missing, holds no picture or a damaged one, or one of more than 100 million
     *     pixels; the message is a sentence that names the file
     * @throws java.util.concurrent.CancellationException if the thread is interrupted; its interrupt flag stays set
     */
    public static BufferedImage read(Path file) throws IOException {
        return ImageFile.read(Objects.requireNonNull(file, "file"));
    }

    /**
     * Reads a picture from a stream, which stays open; suited to pictures from an untrusted source. The result is as
     * that of {@link #read(Path)}.
     *
     * @param mostPixels at least 1; a picture with more pixels loses rows and columns until it has about as many
     * @throws IOException if the stream fails, or holds no picture or a damaged one, or one of more than 100 million
     *     pixels; the message is a sentence
     * @throws java.util.concurrent.CancellationException if the thread is interrupted; its interrupt flag stays set
     * @throws RuntimeException any unchecked exception of the stream, as it is
     */
    public static BufferedImage read(InputStream in, long mostPixels) throws IOException {
        requireSome(mostPixels);
        return ImageFile.readAtMost(Objects.requireNonNull(in, "in"), SENT, mostPixels);
    }

    /**
     * Reads a picture as {@link #read(InputStream, long)} does, but with its transparency, as masks may need it. A
     * picture that has an alpha channel is of whatever type ImageIO chooses; one without is in opaque RGB.
     *
     * @param mostPixels at least 1; a picture with more pixels loses rows and columns until it has about as many
     * @throws IOException if the stream fails, or holds no picture or a damaged one, or one of more than 100 million
     *     pixels; the message is a sentence
     * @throws java.util.concurrent.CancellationException if the thread is interrupted; its interrupt flag stays set
     * @throws RuntimeException any unchecked exception of the stream, as it is
     */
    public static BufferedImage readWithAlpha(InputStream in, long mostPixels) throws IOException {
        requireSome(mostPixels);
        return ImageFile.readWithAlpha(Objects.requireNonNull(in, "in"), SENT, mostPixels);
    }

    private static void requireSome(long mostPixels) {
        if (mostPixels < 1) {
            throw new IllegalArgumentException("mostPixels was %s, but must be at least 1".formatted(mostPixels));
        }
    }

    /**
     * Checks that a picture can be written to a path, before time is spent on making it.
     *
     * @throws IllegalArgumentException if the name has an ending other than {@code .png}, {@code .jpg} and {@code
     *     .jpeg}
     * @throws IOException if the path is a folder or write-protected, or its folder is missing or write-protected; the
     *     message is a sentence
     */
    public static void requireWritable(Path file) throws IOException {
        PictureFormat.of(file);
        WritableFile.require(file);
    }

    /**
     * Writes a picture in the format of the name's ending: {@code .png}, {@code .jpg} or {@code .jpeg}. The file
     * appears under its name only when it is complete.
     *
     * @throws IllegalArgumentException if the name has another ending
     * @throws IOException if it cannot be written
     */
    public static void write(BufferedImage image, Path file) throws IOException {
        ImageFile.write(Objects.requireNonNull(image, "image"), Objects.requireNonNull(file, "file"), Map.of());
    }
}
