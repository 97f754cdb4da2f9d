package io.github.congeal;

import io.github.congeal.internal.engine.Picture;
import io.github.congeal.internal.image.ImageFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * The picture after some number of steps, with the loss that was measured on it. Immutable, and independent of the run.
 */
public final class Frame {
    private final Generation generation;
    private final int iteration;
    private final double[] losses;
    private final byte[] pixels;
    private final Duration elapsed;

    Frame(Generation generation, int iteration, double[] losses, byte[] pixels, Duration elapsed) {
        this.generation = generation;
        this.iteration = iteration;
        this.losses = losses;
        this.pixels = pixels;
        this.elapsed = elapsed;
    }

    /** How many steps were taken before this picture; 0 is the start. */
    public int iteration() {
        return iteration;
    }

    /** Whether no frame comes after this one. */
    public boolean isLast() {
        return iteration == generation.iterations();
    }

    /** The loss: the sum of {@link #losses()}. The smaller, the closer the picture is to what was asked for. */
    public double loss() {
        return Arrays.stream(losses).sum();
    }

    /**
     * The loss of each prompt, then of each target image, in the order in which they were given. For weight 1 it is
     * half the mean squared angle between the embeddings of cutouts and prompt, 0 to π²/2; other weights multiply it.
     */
    public List<Double> losses() {
        return Arrays.stream(losses).boxed().toList();
    }

    /** Time since the run began. */
    public Duration elapsed() {
        return elapsed;
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
     * Saves the picture, as JPEG where the name ends in {@code .jpg} or {@code .jpeg} and as PNG where it ends in
     * {@code .png}. A PNG carries all settings, so that {@link Generation#readFrom(Path)} can make it again. The file
     * appears under its name only when it is complete.
     *
     * @throws IllegalArgumentException if the name has another ending
     * @throws IOException if it cannot be written
     */
    public void save(Path file) throws IOException {
        ImageFile.write(image(), file, new Recipe(generation).at(iteration));
    }

    @Override
    public String toString() {
        return "Frame[iteration=%d, loss=%.4f]".formatted(iteration, loss());
    }
}
