package io.github.congeal.internal.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;

/** Picture files in and out. */
public final class ImageFile {
    private ImageFile() {}

    /**
     * The picture in a file, in any format that ImageIO knows: opaque, in eight-bit RGB, the right way up.
     *
     * @throws IOException with a sentence that names the file, if there is no picture in it, or one that is damaged or
     *     too large
     * @throws java.util.concurrent.CancellationException if the thread is interrupted; its interrupt flag stays set
     */
    public static BufferedImage read(Path file) throws IOException {
        return ImageDecoder.decode(file, Long.MAX_VALUE);
    }

    /**
     * As {@link #read}, for a picture that will be made smaller anyway: of a larger one, rows and columns are left out.
     *
     * @param pixels about how many are enough
     */
    public static BufferedImage readAtMost(Path file, long pixels) throws IOException {
        return ImageDecoder.decode(file, pixels);
    }

    /**
     * As {@link #readAtMost(Path, long)}, from a stream of some name, which stays open. An unchecked exception of the stream is
     * thrown as it is.
     */
    public static BufferedImage readAtMost(InputStream in, String name, long pixels) throws IOException {
        return ImageDecoder.decode(name, in, pixels, false);
    }

    /** As {@link #readAtMost(InputStream, String, long)}; but a picture with transparency keeps it, and its type. */
    public static BufferedImage readWithAlpha(InputStream in, String name, long pixels) throws IOException {
        return ImageDecoder.decode(name, in, pixels, true);
    }

    /**
     * The same picture in opaque eight-bit RGB, on white where it was transparent.
     *
     * @throws IllegalArgumentException if a copy of it would be too large for Java's heap
     */
    public static BufferedImage opaque(BufferedImage image) {
        return image.getType() == BufferedImage.TYPE_INT_RGB ? image : opaqueCopy(image);
    }

    /** As {@link #opaque}, but always a copy, which does not change when the picture does. */
    public static BufferedImage opaqueCopy(BufferedImage image) {
        HeapNeed.ofPicture(image.getWidth(), image.getHeight(), Integer.BYTES).require();
        return OpaquePicture.of(image);
    }

    /**
     * Writes a picture in the format of the file's ending. The file appears under its name only when it is complete.
     *
     * @param text is put into the file: all of it into a PNG; into a JPEG, which has room for one comment, only
     *     {@code Description}
     * @throws IllegalArgumentException if no format has that ending
     */
    public static void write(BufferedImage image, Path file, Map<String, String> text) throws IOException {
        ImageFormat format = ImageFormat.of(file);
        CompleteFile.write(file, format.encode(image, text));
    }

    /**
     * What {@link #write} would put into a file.
     *
     * @throws IOException if ImageIO fails
     */
    public static byte[] encode(BufferedImage image, ImageFormat format, Map<String, String> text) throws IOException {
        return format.encode(image, text);
    }

    /**
     * Whether a file begins as a PNG does.
     *
     * @throws IOException if it cannot be read
     */
    public static boolean isPng(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return PngText.begins(in);
        }
    }

    /**
     * The text in a PNG, keyword by keyword; empty if it carries none.
     *
     * @param keyword which of it is read
     * @throws IOException with a sentence that names the file, if it is no PNG or damaged, or if that text is far longer
     *     than settings are
     */
    public static Map<String, String> readText(Path png, Predicate<String> keyword) throws IOException {
        try (InputStream in = ReadableFile.open(png)) {
            return readText(in, png.toString(), keyword);
        }
    }

    /** As {@link #readText(Path, Predicate)}, from a stream of some name, which stays open. */
    public static Map<String, String> readText(InputStream png, String name, Predicate<String> keyword)
            throws IOException {
        return PngText.read(png, name, keyword);
    }
}
