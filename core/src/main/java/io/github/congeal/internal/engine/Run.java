package io.github.congeal.internal.engine;

import io.github.congeal.internal.guidance.PromptLoss;
import io.github.congeal.internal.guidance.PromptLosses;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.HostArrays;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.vqgan.VectorQuantizer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * One run of the method: a latent that is measured and moved by turns. For one thread at a time.
 *
 * <p>Every random draw comes from the seed and the number of the step alone, so a step is the same however it was
 * reached.
 */
public final class Run implements AutoCloseable {
    /** Keeps the draws of targets and start apart from those of the steps, which are numbered from 0. */
    private static final int BEFORE_THE_STEPS = -1;

    private final Settings settings;
    private final Consumer<Part> listener;
    private final Buffers buffers;
    private final Tape tape;
    private final VectorQuantizer quantizer;
    private final Synthesis synthesis;
    private final Guidance guidance;
    private final Optimizer optimizer;
    private final PromptLosses goals;
    private final Tensor latent;
    private final Tensor picture;
    private final double[] losses;
    private Tensor pictureGradient;
    private int iteration;

    /**
     * Prepares a run: embeds the goals and finds the first latent.
     *
     * @param goals at least one
     */
    public Run(Networks networks, Settings settings, List<Goal> goals, Start start) {
        this(networks, settings, goals, start, part -> {});
    }

    /**
     * Prepares a run: embeds the goals and finds the first latent.
     *
     * @param goals at least one
     * @param listener told which part of a step begins, each time that one does
     */
    public Run(Networks networks, Settings settings, List<Goal> goals, Start start, Consumer<Part> listener) {
        this.settings = settings;
        this.listener = listener;
        MemoryPlan plan = MemoryPlan.of(networks, settings);
        this.buffers = Buffers.after(MemoryNeed.rehearse(networks, settings, plan));
        this.tape = new Tape(buffers);
        this.losses = new double[goals.size()];
        tape.checkpoint(plan.recomputed());
        this.quantizer = networks.vqgan().quantizer();
        this.synthesis = new Synthesis(networks.vqgan(), tape, listener);
        try {
            int width = settings.width();
            int height = settings.height();
            int factor = networks.vqgan().factor();
            RandomGenerator random = random(BEFORE_THE_STEPS);
            float[] first = start.latent(networks.vqgan(), width, height, random, tape);
            List<PromptLoss> prompts = new ArrayList<>();
            networks.clip()
                    .holdTextTower(
                            () -> goals.forEach(goal -> prompts.add(goal.loss(networks, settings, random, tape))));
            this.guidance = Guidance.of(networks, settings, plan, tape, listener);
            this.goals = guidance.losses(prompts);
            this.latent = tape.take(1, height / factor, width / factor, quantizer.channels());
            latent.write(0, first, 0, first.length);
            this.picture = tape.take(1, height, width, 3);
            this.optimizer = new Adam(settings.stepSize(), tape, latent.shape());
            this.pictureGradient = measure();
        } catch (RuntimeException | Error e) {
            // Nobody will get this run to close it.
            buffers.close();
            throw e;
        }
    }

    /** How many steps were taken so far. */
    public int iteration() {
        return iteration;
    }

    /** The losses of the present picture, one for each goal, their weights included. */
    public double[] losses() {
        return losses.clone();
    }

    /** The present picture, {@code [H, W, 3]} with eight bits for each value. */
    public byte[] picture() {
        HostArrays arrays = buffers.hostArrays();
        float[] row = arrays.takeFloats(3 * settings.width());
        byte[] bytes = new byte[Math.toIntExact(picture.length())];
        for (int from = 0; from < bytes.length; from += row.length) {
            picture.read(from, row, 0, row.length);
            Picture.toBytes(row, bytes, from);
        }
        arrays.giveBack(row);
        return bytes;
    }

    /** The present picture, {@code [H, W, 3]} with values 0..1. */
    float[] values() {
        return picture.toFloats();
    }

    /** The present latent, {@code [h, w, D]}. */
    float[] latent() {
        return latent.toFloats();
    }

    /** Takes one step and measures the picture that comes of it. */
    public void step() {
        // Not earlier: a run's last picture needs no gradient, and its first is there the sooner.
        try (Tensor gradient = synthesis.backward(pictureGradient)) {
            listener.accept(Part.OPTIMISER);
            optimizer.step(latent, gradient);
        }
        quantizer.clampToRange(latent, tape);
        iteration++;
        pictureGradient = measure();
    }

    private Tensor measure() {
        synthesis.forward(latent, picture);
        Tensor gradient = guidance.measure(picture, goals, random(iteration));
        goals.read(losses);
        return gradient;
    }

    private RandomGenerator random(int step) {
        return new SplittableRandom(settings.seed() * 0x9E3779B97F4A7C15L + step);
    }

    /** How many arrays the run has created so far; none after the first step. */
    int arraysCreated() {
        return buffers.created();
    }

    /** The bytes of those arrays. */
    public long arrayBytes() {
        return buffers.bytes();
    }

    /** How many products the run's convolutions and matrix products have computed and added up so far. */
    public long multiplyAdds() {
        return tape.kernels().multiplyAdds();
    }

    /** Frees the run's native memory. */
    @Override
    public void close() {
        buffers.close();
    }
}
