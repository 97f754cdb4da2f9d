package io.github.congeal.internal.guidance;

import io.github.congeal.internal.clip.Clip;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * CLIP's embeddings of the cutouts of pictures of one size. Cutouts go through CLIP in chunks, so that memory does not
 * grow with their number.
 */
public final class CutoutEmbedder implements AutoCloseable {
    private final Clip clip;
    private final PictureCutouts cutouts;
    private final int chunk;
    private final Tape tape;

    /**
     * Allocates its memory.
     *
     * @param height the pictures' height in pixels
     * @param width the pictures' width in pixels
     * @param chunk how many cutouts go through CLIP at once
     */
    public CutoutEmbedder(Clip clip, int height, int width, CutoutMethod method, int chunk, Tape tape) {
        this.clip = clip;
        this.cutouts = new PictureCutouts(height, width, clip.resolution(), chunk, method, tape);
        this.chunk = chunk;
        this.tape = tape;
    }

    /**
     * Selects a picture, and draws its cutouts.
     *
     * @param picture {@code [1, H, W, 3]}, values 0..1
     * @param count the number of cutouts
     * @param step the number of steps taken before
     * @return the cutouts, chunk by chunk
     */
    List<List<Cutout>> look(Tensor picture, int count, int step, RandomGenerator random) {
        cutouts.turnTo(picture);
        List<Cutout> all = cutouts.draw(count, step, random);
        List<List<Cutout>> chunks = new ArrayList<>();
        for (int from = 0; from < count; from += chunk) {
            chunks.add(all.subList(from, Math.min(from + chunk, count)));
        }
        return chunks;
    }

    /**
     * The embeddings of one chunk, {@code [cutouts, dimension]}.
     *
     * @param phases called when a phase of the step begins
     * @throws CancellationException if the thread was interrupted
     */
    Tensor embed(List<Cutout> some, Consumer<Phase> phases) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("the thread was interrupted");
        }
        phases.accept(Phase.CUTOUTS);
        Tensor batch = tape.take(some.size(), clip.resolution(), clip.resolution(), 3);
        cutouts.forward(some, batch);
        phases.accept(Phase.CLIP_FORWARD);
        return clip.embedImages(batch, tape);
    }

    /**
     * The backward pass of the chunk that was embedded last.
     *
     * @param gradient the gradient with respect to the embeddings, {@code [cutouts, dimension]}; taken over
     * @param pictureGradient the gradient with respect to the picture, {@code [1, H, W, 3]}, which is added to
     */
    void backward(List<Cutout> some, Tensor gradient, Tensor pictureGradient, Consumer<Phase> phases) {
        phases.accept(Phase.CLIP_BACKWARD);
        try (Tensor pixelGradient = clip.backwardToImages(gradient, tape)) {
            phases.accept(Phase.CUTOUTS);
            cutouts.backward(some, pixelGradient, pictureGradient);
        }
    }

    /**
     * The embeddings of cutouts of a picture, {@code [count, dimension]}, without saving anything for a backward pass.
     *
     * @param picture {@code [1, H, W, 3]}, values 0..1
     */
    public float[] embedAll(Tensor picture, int count, RandomGenerator random) {
        float[] result = new float[count * clip.dimension()];
        int from = 0;
        boolean recording = tape.record(false);
        for (List<Cutout> some : look(picture, count, 0, random)) {
            try (Tensor embeddings = embed(some, phase -> {})) {
                int length = some.size() * clip.dimension();
                embeddings.read(0, result, from, length);
                from += length;
            }
        }
        tape.record(recording);
        return result;
    }

    /** Releases the memory. */
    @Override
    public void close() {
        cutouts.close();
    }
}
