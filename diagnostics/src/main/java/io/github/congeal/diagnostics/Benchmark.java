package io.github.congeal.diagnostics;

import io.github.congeal.internal.engine.Defaults;
import io.github.congeal.internal.engine.MemoryNeed;
import io.github.congeal.internal.engine.Networks;
import io.github.congeal.internal.engine.Settings;
import io.github.congeal.internal.guidance.AugmentedCutouts;
import io.github.congeal.internal.tensor.MemoryLimit;
import java.util.function.Consumer;

/**
 * Measures time and memory of a run as programs have it: one prompt, random codes at the start, and the picture of every
 * step taken.
 *
 * <p>Immutable: each method that sets something returns a new benchmark. Size and cutouts are at first those that suit the
 * networks.
 *
 * <pre>{@code
 * try (Subject subject = Subject.synthetic("imagenet_f16_16384+ViT-B/32")) {
 *     Measurement measurement = Benchmark.of(subject).size(480, 480).cutouts(64).iterations(5).run();
 *     System.out.println(measurement.median().seconds());
 * }
 * }</pre>
 */
public final class Benchmark {
    private static final long SEED = 1;
    private static final int ITERATIONS = 5;

    private final Subject subject;
    private final Settings settings;
    private final int iterations;
    private final Consumer<String> listener;

    private Benchmark(Subject subject, Settings settings, int iterations, Consumer<String> listener) {
        this.subject = subject;
        this.settings = settings;
        this.iterations = iterations;
        this.listener = listener;
    }

    /** A benchmark of five iterations. */
    public static Benchmark of(Subject subject) {
        Defaults defaults = subject.networks().defaults();
        Settings settings = new Settings(
                defaults.size(),
                defaults.size(),
                SEED,
                defaults.stepSize(),
                defaults.cutouts(),
                new AugmentedCutouts());
        return new Benchmark(subject, settings, ITERATIONS, sentence -> {});
    }

    /**
     * Sets the picture's size.
     *
     * @throws IllegalArgumentException if it does not consist of whole blocks of the VQGAN
     */
    public Benchmark size(int width, int height) {
        subject.networks().vqgan().requireSize(width, height);
        return with(width, height, settings.cutouts(), settings.memoryLimit());
    }

    /** Sets how many cutouts CLIP looks at in each iteration; at least 1. */
    public Benchmark cutouts(int count) {
        requirePositive("cutouts", count);
        return with(settings.width(), settings.height(), count, settings.memoryLimit());
    }

    /** Sets how many bytes the process may come to hold; more than the machine has is the same as all that it has. */
    public Benchmark memoryLimit(long bytes) {
        requirePositive("memory limit", bytes);
        return with(settings.width(), settings.height(), settings.cutouts(), Math.min(bytes, MemoryLimit.bytes()));
    }

    /** Sets how many iterations are timed after the first frame; at least 1. */
    public Benchmark iterations(int count) {
        requirePositive("iterations", count);
        return new Benchmark(subject, settings, count, listener);
    }

    /** Sets what is told the progress, in sentences. */
    public Benchmark listener(Consumer<String> newListener) {
        return new Benchmark(subject, settings, iterations, newListener);
    }

    private Benchmark with(int width, int height, int cutouts, long memoryLimit) {
        Settings changed = new Settings(
                width, height, settings.seed(), settings.stepSize(), cutouts, settings.cutoutMethod(), memoryLimit);
        return new Benchmark(subject, changed, iterations, listener);
    }

    private static void requirePositive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException("%s was %d, but must be at least 1".formatted(name, value));
        }
    }

    /** The picture's width in pixels. */
    public int width() {
        return settings.width();
    }

    /** The picture's height in pixels. */
    public int height() {
        return settings.height();
    }

    /** How many cutouts CLIP looks at in each iteration. */
    public int cutouts() {
        return settings.cutouts();
    }

    /** The memory that the run will need by the engine's estimate, found without running it. */
    public long estimatedBytes() {
        return MemoryNeed.of(subject.networks(), settings).bytes();
    }

    /**
     * Runs it.
     *
     * @throws IllegalArgumentException if the run does not fit into memory
     */
    public Measurement run() {
        Networks networks = subject.networks();
        MemoryNeed need = MemoryNeed.of(networks, settings);
        need.requireAvailable();
        return new TimedRun(networks, settings, listener).measure(subject.name(), iterations, need.bytes());
    }
}
