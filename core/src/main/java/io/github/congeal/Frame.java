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
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The picture after some number of steps, with the loss that was measured on it. Immutable, and independent of the run.
 */
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
     * What is known of a picture.
     *
     * @param iteration after how many steps it was made
     * @param lossNames what each of the losses belongs to
     * @param losses what was measured on it
     * @param elapsed the time since the run began
     * @param ending why it is the last, if it is
     * @param settings what makes it again
     */
    record Measured(
            int iteration,
            List<String> lossNames,
            double[] losses,
            Duration elapsed,
            Optional<Ending> ending,
            Settings settings) {}

    /** How many steps were taken before this picture; 0 is the start. */
    public int iteration() {
        return measured.iteration();
    }

    /** Whether no frame comes after this one, unless the run is closed or breaks off. */
    public boolean isLast() {
        return measured.ending().isPresent();
    }

    /** Why no frame comes after this one: all steps were taken, or a condition ended the run; empty if one comes. */
    public Optional<Ending> ending() {
        return measured.ending();
    }

    /**
     * The settings that make this picture again: the generation's, with what was {@linkplain FrameIterator#change changed} in
     * mid-run and with the step at which the caller or a deadline ended the run.
     */
    public Settings settings() {
        return measured.settings();
    }

    /** The loss: the sum of {@link #losses()}. The smaller, the closer the picture is to what was asked for. */
    public double loss() {
        return Arrays.stream(measured.losses()).sum();
    }

    /**
     * The loss of each prompt, then of each prompt of the story, then of each target image, in the order in which they
     * were given. For weight 1 it is half the mean squared angle between the embeddings of cutouts and prompt, 0 to π²/2;
     * other weights multiply it. What else the picture is judged by follows; {@link #lossNames()} says what each is.
     */
    public List<Double> losses() {
        return Arrays.stream(measured.losses()).boxed().toList();
    }

    /** What each of {@link #losses()} belongs to: a prompt's words, a target's path, the name of a regulariser. */
    public List<String> lossNames() {
        return measured.lossNames();
    }

    /** Time since the run began. */
    public Duration elapsed() {
        return measured.elapsed();
    }

    /** The generation that made this picture. */
    public Generation generation() {
        return generation;
    }

    /** The picture: a fresh opaque RGB image on each call. */
    public BufferedImage image() {
        return Picture.toImage(pixels, generation.width(), generation.height());
    }

    /**
     * The picture as a game takes it: with a pixel for each cell if it was painted in cells, indexed if there is a palette, and
     * transparent where that was wanted.
     */
    public BufferedImage sprite() {
        return StoredPicture.small(settings(), pixels, generation.width());
    }

    private BufferedImage stored() {
        return StoredPicture.of(settings(), pixels, generation.width());
    }

    /** The picture as a PNG that carries all settings, as {@link #save} writes it. */
    public byte[] png() {
        try {
            return ImageFile.encode(stored(), PictureFormat.PNG.format(), recipe());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes the picture to a stream, which stays open: for a server's answer. A PNG carries all settings.
     *
     * @throws IOException if the stream fails
     */
    public void write(OutputStream out, PictureFormat format) throws IOException {
        Objects.requireNonNull(out, "out");
        out.write(ImageFile.encode(
                stored(), Objects.requireNonNull(format, "format").format(), recipe()));
    }

    /**
     * Copies the pixels into an image of this size, which may be shown at the same time.
     *
     * @throws IllegalArgumentException if it has another size
     */
    public void copyTo(BufferedImage image) {
        int width = generation.width();
        int height = generation.height();
        if (image.getWidth() != width || image.getHeight() != height) {
            throw new IllegalArgumentException("the image was %dx%d, but must be %dx%d like the frame"
                    .formatted(image.getWidth(), image.getHeight(), width, height));
        }
        Picture.copy(pixels, image);
    }

    /**
     * Copies the pixels into a buffer, row by row from the top, one {@code int} each, from its position on, which moves
     * behind them. Neither AWT nor the heap is touched, so a game can do it in each of its frames.
     *
     * @param order what the bytes of an {@code int} are, the highest first; alpha is 255, and what has no alpha leaves
     *     the highest byte 0
     * @throws IllegalArgumentException if less than width x height numbers fit into the rest of the buffer
     */
    public void copyTo(IntBuffer buffer, PixelOrder order) {
        requireRoom(buffer.remaining(), pixels.length / 3);
        order.copy(pixels, buffer);
    }

    /**
     * Copies the pixels into a buffer, row by row from the top, three or four bytes each, from its position on, which
     * moves behind them.
     *
     * @param order what the bytes are; alpha is 255
     * @throws IllegalArgumentException if less than width x height x {@link PixelOrder#bytes()} fit into the rest of the
     *     buffer
     */
    public void copyTo(ByteBuffer buffer, PixelOrder order) {
        requireRoom(buffer.remaining(), pixels.length / 3 * order.bytes());
        order.copy(pixels, buffer);
    }

    private void requireRoom(int remaining, int needed) {
        if (remaining < needed) {
            throw new IllegalArgumentException("the buffer has room for %d more numbers, but %dx%d pixels take %d"
                    .formatted(remaining, generation.width(), generation.height(), needed));
        }
    }

    private Map<String, String> recipe() {
        return new Recipe(generation, measured.settings()).at(measured.iteration());
    }

    /**
     * Saves the picture, as JPEG where the name ends in {@code .jpg} or {@code .jpeg} and as PNG where it ends in
     * {@code .png}. A PNG carries all settings, so that {@link Generation#readFrom(Path)} can make it again. The file
     * appears under its name only when it is complete.
     *
     * @throws IllegalArgumentException if the name has another ending
     * @throws IOException if it cannot be written
     */
    public void save(Path file) throws IOException {
        ImageFile.write(stored(), Objects.requireNonNull(file, "file"), recipe());
    }

    @Override
    public String toString() {
        return "Frame[iteration=%d, loss=%.4f]".formatted(iteration(), loss());
    }
}
