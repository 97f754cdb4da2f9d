package io.github.congeal.internal.engine;


import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.MemoryLimit;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;

/**
 * How much memory a run needs, found by rehearsing a step on buffers that are only counted.
 *
 * @param networks what runs
 * @param settings what is asked of it
 * @param bytes the need, weights included
 */
public record MemoryNeed(Networks networks, Settings settings, long bytes) {
    /** Arrays of the size of the picture that the loop keeps in Java. */
    private static final int PICTURES = 3;

    /** The memory that one run needs. */
    public static MemoryNeed of(Networks networks, Settings settings) {
        return new MemoryNeed(networks, settings, networks.bytes() + rehearse(networks, settings) + heapBytes(networks, settings));
    }

    /**
     * Makes sure that the machine has it.
     *
     * @throws IllegalArgumentException if not: with the need, the memory there is, and a size that would fit
     */
    public void requireAvailable() {
        long available = MemoryLimit.bytes();
        if (bytes <= available) {
            return;
        }
        throw new IllegalArgumentException(
                "size was %dx%d, which needs %s of memory, but there are %s: give at most %s"
                        .formatted(
                                settings.width(),
                                settings.height(),
                                inGigabytes(bytes),
                                inGigabytes(available),
                                largestThatFits(available)));
    }

    /** The largest picture of the same shape that fits. */
    private String largestThatFits(long available) {
        int factor = networks.vqgan().factor();
        double scale = 1;
        Settings smaller;
        do {
            scale *= 0.9;
            int width = (int) (settings.width() * scale) / factor * factor;
            int height = (int) (settings.height() * scale) / factor * factor;
            if (width < factor || height < factor) {
                return "another model, for this one fits in no size";
            }
            smaller = settings.withSize(width, height);
        } while (of(networks, smaller).bytes > available);
        return smaller.width() + "x" + smaller.height();
    }

    private static String inGigabytes(long bytes) {
        return "%.1f GB".formatted(bytes / 1e9);
    }

    private static long rehearse(Networks networks, Settings settings) {
        int factor = networks.vqgan().factor();
        int chunk = Math.min(settings.cutouts(), Guidance.CHUNK);
        int side = networks.clip().resolution();
        try (Buffers buffers = Buffers.imaginary()) {
            Tape tape = new Tape(buffers);
            Tensor quantised = networks.vqgan()
                    .quantizer()
                    .rehearse(settings.height() / factor, settings.width() / factor, tape);
            networks.vqgan().decode(quantised, tape).close();
            networks.clip().embedImages(tape.take(chunk, side, side, 3), tape).close();
            networks.clip()
                    .backwardToImages(tape.take(chunk, networks.clip().dimension()), tape)
                    .close();
            networks.vqgan()
                    .decodeBackward(tape.take(1, settings.height(), settings.width(), 3), tape)
                    .close();
            return buffers.bytes();
        }
    }

    /** What the run's larger arrays in Java take. */
    static long heapBytes(Networks networks, Settings settings) {
        long picture = 4L * settings.width() * settings.height() * 3;
        return PICTURES * picture
                + Guidance.bytes(
                        networks.clip(),
                        settings.width(),
                        settings.height(),
                        settings.cutouts(),
                        settings.cutoutMethod());
    }
}
