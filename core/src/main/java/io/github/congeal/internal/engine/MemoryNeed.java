package io.github.congeal.internal.engine;

import io.github.congeal.internal.guidance.PromptLosses;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.util.List;

/**
 * How much memory a run needs, found by rehearsing a step on buffers that are only counted.
 *
 * @param networks what runs
 * @param settings what is asked of it
 * @param bytes the need, weights included
 */
public record MemoryNeed(Networks networks, Settings settings, long bytes) {
    /** Measured: the JVM, its code and short-lived objects, ND4J and oneDNN with what they keep for themselves. */
    private static final long BASE = 260_000_000;

    /** Measured: what operations take for themselves meanwhile, as a part of the arrays that they work on. */
    private static final double SCRATCH = 0.04;

    /** The most numbers that a picture may have: beside it, the decoder has arrays many times as large. */
    private static final int LARGEST_PICTURE = 1 << 29;

    /** Halvings of the doubt about the size that would fit: enough to tell it to a block. */
    private static final int HALVINGS = 16;

    /** The memory that one run needs; beyond all bounds where a picture would not fit into one array. */
    public static MemoryNeed of(Networks networks, Settings settings) {
        if (numbers(settings) > LARGEST_PICTURE) {
            return new MemoryNeed(networks, settings, Long.MAX_VALUE);
        }
        return new MemoryNeed(networks, settings, bytes(networks, settings, MemoryPlan.of(networks, settings)));
    }

    /** The need if so many cutouts go through CLIP at once and nothing is recomputed. */
    static long bytes(Networks networks, Settings settings, int chunk) {
        return bytes(networks, settings, new MemoryPlan(chunk, 0));
    }

    /** The need of a run that goes by a plan. */
    static long bytes(Networks networks, Settings settings, MemoryPlan plan) {
        long arrays = rehearse(networks, settings, plan).bytes();
        return networks.bytes() + arrays + besideBytes(networks, settings, plan, arrays);
    }

    /**
     * Makes sure that the machine has it.
     *
     * @throws IllegalArgumentException if not: with the need, the memory there is, and a size that would fit
     */
    public void requireAvailable() {
        long available = Math.min(settings.memoryLimit(), networks.device().memoryLimit());
        if (bytes <= available) {
            return;
        }
        throw new IllegalArgumentException("size was %dx%d, which needs %s of memory, but there are %s: %s"
                .formatted(
                        settings.width(),
                        settings.height(),
                        inGigabytes(bytes),
                        inGigabytes(available),
                        whatWouldFit(available)));
    }

    /** Names the largest picture of the same shape that fits, found by halving the doubt. */
    private String whatWouldFit(long available) {
        int factor = networks.vqgan().factor();
        Settings largest = null;
        double fits = 0;
        double tooLarge = Math.min(1, Math.sqrt(LARGEST_PICTURE / numbers(settings)));
        for (int i = 0; i < HALVINGS; i++) {
            double scale = (fits + tooLarge) / 2;
            int width = (int) (settings.width() * scale) / factor * factor;
            int height = (int) (settings.height() * scale) / factor * factor;
            Settings smaller = settings.withSize(width, height);
            if (width < factor || height < factor) {
                fits = scale;
            } else if (of(networks, smaller).bytes <= available) {
                fits = scale;
                largest = smaller;
            } else {
                tooLarge = scale;
            }
        }
        return largest == null
                ? "no size would fit, so take a smaller model"
                : "give at most %dx%d".formatted(largest.width(), largest.height());
    }

    private static double numbers(Settings settings) {
        return 3.0 * settings.width() * settings.height();
    }

    private static String inGigabytes(long bytes) {
        return bytes == Long.MAX_VALUE ? "far too many GB" : "%.1f GB".formatted(bytes / 1e9);
    }

    /** What was needed by a step that was only counted. */
    static Buffers rehearse(Networks networks, Settings settings, MemoryPlan plan) {
        int factor = networks.vqgan().factor();
        Buffers buffers = Buffers.dry(networks.device());
        Tape tape = new Tape(buffers);
        tape.checkpoint(plan.recomputed());
        Guidance guidance = Guidance.of(networks, settings, plan, tape, part -> {});
        PromptLosses losses = guidance.losses(List.of());
        Tensor latent = tape.take(
                1,
                settings.height() / factor,
                settings.width() / factor,
                networks.vqgan().latentChannels());
        Tensor picture = tape.take(1, settings.height(), settings.width(), 3);
        new Adam(settings.stepSize(), tape, latent.shape());
        Synthesis synthesis = new Synthesis(networks.vqgan(), tape, part -> {});
        synthesis.forward(latent, picture);
        synthesis.backward(guidance.rehearse(picture, losses)).close();
        return buffers;
    }

    /** What the process takes beside weights and the run's native arrays. */
    static long heapBytes(Networks networks, Settings settings) {
        MemoryPlan plan = MemoryPlan.of(networks, settings);
        return besideBytes(
                networks, settings, plan, rehearse(networks, settings, plan).bytes());
    }

    private static long besideBytes(Networks networks, Settings settings, MemoryPlan plan, long arrays) {
        return BASE + (long) (SCRATCH * arrays) + Guidance.heapBytes(networks.clip(), settings, plan);
    }
}
