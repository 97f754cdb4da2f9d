package io.github.congeal.internal.engine;

import io.github.congeal.internal.clip.Clip;
import io.github.congeal.internal.guidance.Cutout;
import io.github.congeal.internal.guidance.PictureCutouts;
import io.github.congeal.internal.guidance.PromptLoss;
import io.github.congeal.internal.guidance.PromptLosses;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.host.HostDevice;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * How far a picture is from its prompts, and which way it should change: cutouts, CLIP, prompt losses.
 *
 * <p>Cutouts go through CLIP in chunks whose gradients add up on the picture, so memory does not grow with their
 * number.
 */
final class Guidance implements AutoCloseable {
    /** How many cutouts are looked at once on the CPU. Measured: larger chunks are no faster, but need more memory. */
    static final int CHUNK = 16;

    private final Clip clip;
    private final Tape tape;
    private final Consumer<Part> listener;
    private final int count;
    private final int chunk;
    private final PictureCutouts cutouts;

    private Guidance(Clip clip, PictureCutouts cutouts, int count, int chunk, Tape tape, Consumer<Part> listener) {
        this.clip = clip;
        this.cutouts = cutouts;
        this.tape = tape;
        this.listener = listener;
        this.count = count;
        this.chunk = chunk;
    }

    /** Guidance for pictures of the settings' size. */
    static Guidance of(Networks networks, Settings settings, MemoryPlan plan, Tape tape, Consumer<Part> listener) {
        Clip clip = networks.clip();
        PictureCutouts cutouts = PictureCutouts.of(
                settings.height(), settings.width(), clip.resolution(), plan.chunk(), settings.cutoutMethod(), tape);
        return new Guidance(clip, cutouts, settings.cutouts(), plan.chunk(), tape, listener);
    }

    /** The bytes of Java arrays that it holds with its losses. */
    static long heapBytes(Clip clip, Settings settings, MemoryPlan plan) {
        return PictureCutouts.heapBytes(
                        settings.height(),
                        settings.width(),
                        clip.resolution(),
                        plan.chunk(),
                        settings.cutoutMethod(),
                        clip.device())
                + PromptLosses.heapBytes(plan.chunk(), clip.dimension(), clip.device());
    }

    /** What measures the losses of prompts here. */
    PromptLosses losses(List<PromptLoss> prompts) {
        return PromptLosses.of(prompts, chunk, clip.dimension(), tape);
    }

    /**
     * Measures the losses of a picture.
     *
     * @param picture {@code [1, H, W, 3]}, values 0..1
     * @param losses filled with those of the picture
     * @param random where the cutouts come from
     * @return the gradient of the sum of the losses, {@code [1, H, W, 3]}
     */
    Tensor measure(Tensor picture, PromptLosses losses, RandomGenerator random) {
        listener.accept(Part.CUTOUTS);
        losses.begin();
        cutouts.turnTo(picture);
        List<Cutout> all = cutouts.draw(count, random);
        for (int from = 0; from < count; from += chunk) {
            List<Cutout> some = all.subList(from, Math.min(from + chunk, count));
            Tensor embeddings = embed(some);
            losses.add(embeddings, count);
            listener.accept(Part.CLIP_BACKWARD);
            try (Tensor pixelGradient = clip.backwardToImages(embeddings, tape)) {
                listener.accept(Part.CUTOUTS);
                cutouts.backward(some, pixelGradient);
            }
        }
        Tensor pictureGradient = tape.take(picture.shape());
        cutouts.gradient(pictureGradient);
        return pictureGradient;
    }

    /** Takes the memory that {@link #measure} takes, on imaginary buffers; in Java, cutouts take none of it. */
    Tensor rehearse(Tensor picture, PromptLosses losses) {
        List<Cutout> all =
                tape.device() instanceof HostDevice ? List.of() : cutouts.draw(count, new SplittableRandom(0));
        rehearseChunk(all, 0, chunk, losses);
        if (count % chunk > 0) {
            rehearseChunk(all, count - count % chunk, count % chunk, losses);
        }
        return tape.take(picture.shape());
    }

    private void rehearseChunk(List<Cutout> all, int from, int some, PromptLosses losses) {
        List<Cutout> drawn = all.isEmpty() ? all : all.subList(from, from + some);
        Tensor batch = tape.take(some, clip.resolution(), clip.resolution(), 3);
        if (!drawn.isEmpty()) {
            cutouts.forward(drawn, batch);
        }
        Tensor embeddings = clip.embedImages(batch, tape);
        losses.add(embeddings, count);
        try (Tensor pixelGradient = clip.backwardToImages(embeddings, tape)) {
            if (!drawn.isEmpty()) {
                cutouts.backward(drawn, pixelGradient);
            }
        }
    }

    /**
     * The embeddings of cutouts of a target picture, {@code [count, dimension]}.
     *
     * @param picture {@code [1, H, W, 3]}, values 0..1
     */
    float[] embedTarget(Tensor picture, RandomGenerator random) {
        float[] result = new float[count * clip.dimension()];
        cutouts.turnTo(picture);
        List<Cutout> all = cutouts.draw(count, random);
        tape.record(false);
        for (int from = 0; from < count; from += chunk) {
            List<Cutout> some = all.subList(from, Math.min(from + chunk, count));
            try (Tensor embeddings = embed(some)) {
                embeddings.read(0, result, from * clip.dimension(), some.size() * clip.dimension());
            }
        }
        tape.record(true);
        return result;
    }

    private Tensor embed(List<Cutout> some) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("the thread was interrupted");
        }
        listener.accept(Part.CUTOUTS);
        Tensor batch = tape.take(some.size(), clip.resolution(), clip.resolution(), 3);
        cutouts.forward(some, batch);
        listener.accept(Part.CLIP_FORWARD);
        return clip.embedImages(batch, tape);
    }

    /** Gives the memory back. */
    @Override
    public void close() {
        cutouts.close();
    }
}
