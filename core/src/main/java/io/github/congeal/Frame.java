package io.github.congeal;

import io.github.congeal.control.Ending;
import io.github.congeal.control.Settings;
import io.github.congeal.internal.engine.Picture;
import io.github.congeal.internal.engine.StoredPicture;
import io.github.congeal.internal.image.ImageFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The picture after a number of steps, with its losses. Immutable, and independent of the run. */
public final class Frame {
    private final Generation generation;
    private final byte[] pixels;
    private final Measured measured;

    Frame(Generation generation, byte[] pixels, Measured measured) {
        this.generation = generation;
        this.pixels = pixels;
        this.measured = measured;
    }

    /**
     * What is known of a picture besides its pixels.
     *
     * @param iteration the number of steps taken
     * @param lossNames the names of the losses
     * @param losses their values
     * @param elapsed the time since the run began
     * @param ending why this frame is the last; empty if it is not
     * @param settings the settings that reproduce it
     */
    record Measured(
            int iteration,
            List<String> lossNames,
            double[] losses,
            Duration elapsed,
            Optional<Ending> ending,
            Settings settings) {}

    /** Returns the number of steps taken before this picture; 0 is the start. */
    public int iteration() {
        return measured.iteration();
    }

    /** Returns whether this is the run's last frame. A run that is closed or fails has none. */
    public boolean isLast() {
        return measured.ending().isPresent();
    }

    /**
     * Returns why this frame is the last: all steps were taken, or a condition ended the run; empty if it is not the
     * last.
     */
    public Optional<Ending> ending() {
        return measured.ending();
    }

    /**
     * Returns the settings that reproduce this picture: the generation's, with everything that was {@linkplain
     * FrameIterator#change changed} in mid-run, and the step at which the caller or a deadline ended the run.
     */
    public Settings settings() {
        return measured.settings();
    }

    /**
     * Returns the loss, the sum of {@link #losses()}. The smaller it is, the closer the picture is to what was asked
     * for.
     */
    public double loss() {
        return Arrays.stream(measured.losses()).sum();
    }

    /**
     * Returns the losses of each prompt, each prompt of the story and each target image, in this order, followed by
     * those of everything else that judges the picture; {@link #lossNames()} names them. The loss of a prompt of weight
     * 1 is half the mean squared angle between its embedding and those of the cutouts, 0 to π²/2; other weights
     * multiply it.
     */
    public List<Double> losses() {
        return Arrays.stream(measured.losses()).boxed().toList();
    }

    /** Returns the name of each of {@link #losses()}: a prompt's text, a target's path, the name of a regulariser. */
    public List<String> lossNames() {
        return measured.lossNames();
    }

    /** Returns the time since the run began. */
    public Duration elapsed() {
        return measured.elapsed();
    }

    /** Returns the generation that made this picture. */
    public Generation generation() {
        return generation;
    }

    /** Returns the picture as a new opaque RGB image. */
    public BufferedImage image() {
        return Picture.toImage(pixels, generation.width(), generation.height());
    }

    /**
     * Returns the picture in the form that games load: one pixel per cell if it was painted in cells, indexed if there
     * is a palette, and transparent where {@link Generation.Builder#transparent} says so.
     */
    public BufferedImage sprite() {
        return StoredPicture.small(settings(), pixels, generation.width());
    }

    private BufferedImage stored() {
        return StoredPicture.of(settings(), pixels, generation.width());
    }

    /** Returns the picture as a PNG with all settings, as {@link #save} writes it. */
    public byte[] png() {
        try {
            return ImageFile.encode(stored(), PictureFormat.PNG.format(), recipe());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes the picture to a stream, which stays open. A PNG carries all settings.
     *
     * @throws IOException if the stream fails
     */
    public void write(OutputStream out, PictureFormat format) throws IOException {
        Objects.requireNonNull(out, "out");
        out.write(ImageFile.encode(
                stored(), Objects.requireNonNull(format, "format").format(), recipe()));
    }

    /**
     * Copies the pixels into an image of the frame's size, which may be on display meanwhile.
     *
     * @throws IllegalArgumentException if its size differs
     */
    public void copyTo(BufferedImage image) {
        Objects.requireNonNull(image, "image");
        int width = generation.width();
        int height = generation.height();
        if (image.getWidth() != width || image.getHeight() != height) {
            throw new IllegalArgumentException("the image was %sx%s, but must be %sx%s like the frame"
                    .formatted(image.getWidth(), image.getHeight(), width, height));
        }
        Picture.copy(pixels, image);
    }

    /**
     * Copies the pixels into a buffer from its current position, row by row from the top, one {@code int} per pixel,
     * and advances the position. Uses neither AWT nor the heap, so a game can call it in every frame of its own.
     *
     * @param order the order of the bytes in an {@code int}, highest first; alpha is 255, and in an order without alpha
     *     the highest byte is 0
     * @throws IllegalArgumentException if fewer than width x height elements remain in the buffer
     */
    public void copyTo(IntBuffer buffer, PixelOrder order) {
        Objects.requireNonNull(buffer, "buffer");
        Objects.requireNonNull(order, "order");
        requireRoom(buffer.remaining(), pixels.length / 3);
        order.copy(pixels, buffer);
    }

    /**
     * Copies the pixels into a buffer from its current position, row by row from the top, three or four bytes per
     * pixel, and advances the position.
     *
     * @param order the order of the bytes; alpha is 255
     * @throws IllegalArgumentException if fewer than width x height x {@link PixelOrder#bytes()} bytes remain in the
     *     buffer
     */
    public void copyTo(ByteBuffer buffer, PixelOrder order) {
        Objects.requireNonNull(buffer, "buffer");
        Objects.requireNonNull(order, "order");
        requireRoom(buffer.remaining(), pixels.length / 3 * order.bytes());
        order.copy(pixels, buffer);
    }

    private void requireRoom(int remaining, int needed) {
        if (remaining < needed) {
            throw new IllegalArgumentException("the buffer has room for %s more numbers, but %sx%s pixels take %s"
                    .formatted(remaining, generation.width(), generation.height(), needed));
        }
    }

    private Map<String, String> recipe() {
        return new Recipe(generation, measured.settings()).at(measured.iteration());
    }

    /**
     * Saves the picture in the format of the name's ending: {@code .png}, {@code .jpg} or {@code .jpeg}. A PNG carries
     * all settings, so that {@link Generation#readFrom(Path)} can reproduce it. The file appears under its name only
     * when it is complete.
     *
     * @throws IllegalArgumentException if the name has another ending
     * @throws IOException if it cannot be written
     */
    public void save(Path file) throws IOException {
        ImageFile.write(stored(), Objects.requireNonNull(file, "file"), recipe());
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "Frame[iteration=%s, loss=%.4f]", iteration(), loss());
    }
}
