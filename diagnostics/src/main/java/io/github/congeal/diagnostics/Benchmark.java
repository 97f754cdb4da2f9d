package io.github.congeal.diagnostics;

import io.github.congeal.control.Control;
import io.github.congeal.control.CutoutMethod;
import io.github.congeal.control.Precision;
import io.github.congeal.control.Prompt;
import io.github.congeal.control.Settings;
import io.github.congeal.control.Size;
import io.github.congeal.control.Start;
import io.github.congeal.control.TiledDecoding;
import io.github.congeal.internal.engine.Preparation;
import java.util.List;
import java.util.function.Consumer;

/**
 * Measures time and memory of a run: one prompt, random codes at the start, and every step's picture handed out.
 *
 * <p>Immutable: each method that sets something returns a new benchmark. Size and cutouts default to those that suit
 * the networks.
 *
 * <pre>{@code
 * try (Subject subject = Subject.synthetic("imagenet_f16_16384+ViT-B/32")) {
 *     Measurement measurement = Benchmark.of(subject).size(480, 480).cutouts(64).iterations(5).run();
 *     System.out.println(measurement.median().seconds());
 * }
 * }</pre>
 */
public final class Benchmark {
    private static final Prompt PROMPT = Prompt.of("a lighthouse in a storm");
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
        Settings defaults = subject.networks().defaults();
        Settings settings = Settings.EMPTY
                .with(Control.PROMPTS, List.of(PROMPT))
                .with(Control.START, Start.RANDOM)
                .with(Control.SEED, SEED)
                .with(Control.TRUNCATE, true)
                .with(Control.CUTOUT_METHOD, CutoutMethod.AUGMENTED)
                .with(Control.SIZE, defaults.get(Control.SIZE))
                .with(Control.STEP_SIZE, defaults.get(Control.STEP_SIZE))
                .with(Control.CUTOUTS, defaults.get(Control.CUTOUTS));
        return new Benchmark(subject, settings, ITERATIONS, sentence -> {});
    }

    /**
     * Sets the picture's size.
     *
     * @throws IllegalArgumentException if the sides are not multiples of the VQGAN's factor
     */
    public Benchmark size(int width, int height) {
        subject.networks().vqgan().requireSize(width, height);
        return with(settings.with(Control.SIZE, new Size(width, height)));
    }

    /** Sets how many cutouts CLIP looks at in each iteration; at least 1. */
    public Benchmark cutouts(int count) {
        requirePositive("cutouts", count);
        return with(settings.with(Control.CUTOUTS, count));
    }

    /** Sets how many bytes of memory the process may hold; by default all that the machine has. */
    public Benchmark memoryLimit(long bytes) {
        requirePositive("memory limit", bytes);
        return with(settings.with(Control.MEMORY_LIMIT, bytes));
    }

    /** Sets the precision of products, which makes a difference on GPUs, and on CPUs that multiply bf16. */
    public Benchmark precision(Precision precision) {
        return with(settings.with(Control.PRECISION, precision));
    }

    /** Sets how a large picture is drawn in tiles. */
    public Benchmark tiledDecoding(TiledDecoding tiles) {
        return with(settings.with(Control.TILED_DECODING, tiles));
    }

    /** Sets how many iterations are timed after the first frame; at least 1. */
    public Benchmark iterations(int count) {
        requirePositive("iterations", count);
        return new Benchmark(subject, settings, count, listener);
    }

    /** Sets a listener for the progress, in sentences. */
    public Benchmark listener(Consumer<String> newListener) {
        return new Benchmark(subject, settings, iterations, newListener);
    }

    private Benchmark with(Settings changed) {
        return new Benchmark(subject, changed, iterations, listener);
    }

    private static void requirePositive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException("%s was %s, but must be at least 1".formatted(name, value));
        }
    }

    /** The picture's width in pixels. */
    public int width() {
        return settings.get(Control.SIZE).width();
    }

    /** The picture's height in pixels. */
    public int height() {
        return settings.get(Control.SIZE).height();
    }

    /** How many cutouts CLIP looks at in each iteration. */
    public int cutouts() {
        return settings.get(Control.CUTOUTS);
    }

    /** The engine's estimate of the memory that the run needs in bytes, found by a dry run. */
    public long estimatedBytes() {
        return Preparation.need(subject.networks(), settings);
    }

    /**
     * Runs the benchmark.
     *
     * @throws IllegalArgumentException if the run does not fit into memory
     */
    public Measurement run() {
        Preparation preparation = Preparation.of(subject.networks(), settings);
        return new TimedRun(subject.networks(), settings, preparation, listener).measure(subject.name(), iterations);
    }
}
