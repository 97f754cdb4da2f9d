package io.github.congeal.internal.engine;

import io.github.congeal.internal.clip.Clip;
import io.github.congeal.internal.guidance.Cutout;
import io.github.congeal.internal.guidance.CutoutMethod;
import io.github.congeal.internal.guidance.Cutouts;
import io.github.congeal.internal.guidance.PromptLoss;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * How far a picture is from its prompts, and which way it should change: cutouts, CLIP, prompt losses.
 *
 * <p>Cutouts go through CLIP in chunks whose gradients add up on the picture, so memory does not grow with their
 * number.
 */
final class Guidance {
    /** How many cutouts are looked at once on the CPU. Measured: larger chunks are no faster, but need more memory. */
    static final int CHUNK = 16;

    private final Clip clip;
    private final Tape tape;
    private final Consumer<Part> listener;
    private final int count;
    private final int chunk;
    private final Cutouts cutouts;
    private final float[] pixels;
    private final float[] embeddings;
    private final float[] embeddingGradients;

    /**
     * Guidance for pictures of one size.
     *
     * @param count how many cutouts are looked at
     * @param chunk how many of them at once
     */
    Guidance(
            Clip clip,
            int width,
            int height,
            int count,
            int chunk,
            CutoutMethod method,
            Tape tape,
            Consumer<Part> listener) {
        this.clip = clip;
        this.tape = tape;
        this.listener = listener;
        this.count = count;
        this.chunk = chunk;
        this.cutouts = new Cutouts(height, width, clip.resolution(), chunk, method, threads());
        this.pixels = new float[chunk * cutoutLength()];
        this.embeddings = new float[chunk * clip.dimension()];
        this.embeddingGradients = new float[chunk * clip.dimension()];
    }

    /** The bytes of Java arrays that an instance holds. */
    static long bytes(Clip clip, int width, int height, int chunk, CutoutMethod method) {
        long side = clip.resolution();
        return Cutouts.bytes(height, width, (int) side, chunk, method, threads())
                + 4L * chunk * (3 * side * side + 2L * clip.dimension());
    }

    private static int threads() {
        return Runtime.getRuntime().availableProcessors();
    }

    private int cutoutLength() {
        return clip.resolution() * clip.resolution() * 3;
    }

    /**
     * Measures the losses of a picture.
     *
     * @param picture {@code [H, W, 3]}, values 0..1
     * @param losses one for each of {@code goals}, overwritten
     * @param random where the cutouts come from
     * @param pictureGradient {@code [H, W, 3]}, overwritten with the gradient of the sum of the losses
     */
    void measure(
            float[] picture, List<PromptLoss> goals, RandomGenerator random, double[] losses, float[] pictureGradient) {
        listener.accept(Part.CUTOUTS);
        Arrays.fill(losses, 0);
        Arrays.fill(pictureGradient, 0);
        List<Cutout> all = cutouts.draw(count, random);
        for (int from = 0; from < count; from += chunk) {
            List<Cutout> some = all.subList(from, Math.min(from + chunk, count));
            embed(picture, some);
            Arrays.fill(embeddingGradients, 0);
            for (int i = 0; i < losses.length; i++) {
                losses[i] += goals.get(i).add(embeddings, some.size(), count, embeddingGradients);
            }
            listener.accept(Part.CLIP_BACKWARD);
            Tensor gradient = tape.take(some.size(), clip.dimension());
            gradient.write(0, embeddingGradients, 0, some.size() * clip.dimension());
            try (Tensor pixelGradient = clip.backwardToImages(gradient, tape)) {
                pixelGradient.read(0, pixels, 0, some.size() * cutoutLength());
            }
            listener.accept(Part.CUTOUTS);
            cutouts.backward(some, pixels, pictureGradient);
        }
    }

    /**
     * The embeddings of cutouts of a target picture, {@code [count, dimension]}.
     *
     * @param picture {@code [H, W, 3]}, values 0..1
     */
    float[] embedTarget(float[] picture, RandomGenerator random) {
        float[] result = new float[count * clip.dimension()];
        List<Cutout> all = cutouts.draw(count, random);
        tape.record(false);
        for (int from = 0; from < count; from += chunk) {
            List<Cutout> some = all.subList(from, Math.min(from + chunk, count));
            embed(picture, some);
            System.arraycopy(embeddings, 0, result, from * clip.dimension(), some.size() * clip.dimension());
        }
        tape.record(true);
        return result;
    }

    /** Fills {@link #embeddings} with those of a chunk of cutouts. */
    private void embed(float[] picture, List<Cutout> some) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("the thread was interrupted");
        }
        listener.accept(Part.CUTOUTS);
        cutouts.forward(picture, some, pixels);
        listener.accept(Part.CLIP_FORWARD);
        Tensor batch = tape.take(some.size(), clip.resolution(), clip.resolution(), 3);
        batch.write(0, pixels, 0, some.size() * cutoutLength());
        try (Tensor embedded = clip.embedImages(batch, tape)) {
            embedded.read(0, embeddings, 0, some.size() * clip.dimension());
        }
    }
}
