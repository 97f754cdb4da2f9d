package io.github.congeal.internal.engine;

import io.github.congeal.control.Control;
import io.github.congeal.control.Loss;
import io.github.congeal.control.MemoryPlan;
import io.github.congeal.control.Settings;
import io.github.congeal.control.Size;
import io.github.congeal.internal.guidance.Phase;
import io.github.congeal.internal.guidance.PictureSize;
import java.awt.image.BufferedImage;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Everything that is checked and computed before a run begins: its goals, its start, its memory plan. */
public final class Preparation {
    /** The largest number of values of a picture; the decoder's arrays are many times as large. */
    static final int LARGEST_PICTURE = 1 << 29;

    /** Steps of the bisection for the size that would fit: enough to find it to a block. */
    private static final double COLOURS = 3;

    /** The largest picture divided by the first that is tried. */
    private static final double FIRST = 64;

    private final Networks networks;
    private final Settings settings;
    private final Task task;
    private final Size size;
    private final long limit;
    private final DryRun dryRun;

    /**
     * Prepares runs, and finds their memory plan if the settings have none.
     *
     * @param settings complete but for the memory plan, with a size in whole blocks of the VQGAN
     * @throws io.github.congeal.PromptTooLongException if a prompt has more tokens than CLIP takes
     * @throws IllegalArgumentException if the model lacks what the start takes, or there is too little memory
     */
    public static Preparation of(Networks networks, Settings settings) {
        return of(networks, settings, Map.of());
    }

    /**
     * The same with losses of the caller's own.
     *
     * @param losses by their names
     */
    public static Preparation of(Networks networks, Settings settings, Map<String, Loss> losses) {
        return new Preparation(networks, settings, Task.of(networks, settings, losses));
    }

    /**
     * Prepares runs of a task.
     *
     * @throws IllegalArgumentException if there is too little memory; the message gives the need, what there is, and a
     *     size that would fit
     */
    Preparation(Networks networks, Settings settings, Task task) {
        this.networks = networks;
        this.settings = settings;
        this.task = task;
        this.size = settings.get(Control.SIZE);
        this.limit = limit(networks, settings);
        if (numbers(size) > LARGEST_PICTURE) {
            throw refusal(Long.MAX_VALUE);
        }
        if (RunHeap.mostPixels(task) < pixels(size)) {
            throw new IllegalArgumentException("size was %dx%d, which needs %s: %s"
                    .formatted(size.width(), size.height(), RunHeap.ofPixels(pixels(size), task), advice()));
        }
        RunHeap.ofCutouts(settings.get(Control.CUTOUTS), networks.dimensions(), task)
                .require();
        this.dryRun = dryRun(networks, settings, task);
        if (dryRun.bytes() > limit) {
            throw refusal(dryRun.bytes());
        }
        PictureSize frame = new PictureSize(size.width(), size.height());
        task.start().check(frame);
        Inpainting.of(settings).ifPresent(inpainting -> inpainting.share(frame));
    }

    /**
     * An estimate of the memory that a run takes, whether or not it is available.
     *
     * @param settings complete but for the memory plan, with a size in whole blocks of the VQGAN
     * @return the bytes that the process would hold; {@link Long#MAX_VALUE} for a picture that is far too large
     */
    public static long need(Networks networks, Settings settings) {
        return numbers(settings.get(Control.SIZE)) > LARGEST_PICTURE
                ? Long.MAX_VALUE
                : dryRun(networks, settings, Task.of(networks, settings, Map.of()))
                        .bytes();
    }

    private Preparation(Preparation other, Task rest) {
        networks = other.networks;
        settings = other.settings;
        task = rest;
        size = other.size;
        limit = other.limit;
        dryRun = other.dryRun;
    }

    /** The same for runs of which so many steps were taken before, in another size. */
    public Preparation from(int step) {
        return step == 0 ? this : new Preparation(this, task.withSketchingFrom(step));
    }

    private static DryRun dryRun(Networks networks, Settings settings, Task task) {
        MemoryPlanner planner = planner(networks, settings, task);
        return settings.find(Control.MEMORY_PLAN)
                .map(planner::dryRun)
                .orElseGet(() -> planner.best(limit(networks, settings)));
    }

    private static MemoryPlanner planner(Networks networks, Settings settings, Task task) {
        return new MemoryPlanner(networks, settings, task, networks.device().thrift());
    }

    private static long limit(Networks networks, Settings settings) {
        long device = networks.device().memoryLimit();
        return settings.find(Control.MEMORY_LIMIT)
                .map(most -> Math.min(most, device))
                .orElse(device);
    }

    private boolean fits(Size other) {
        return planner(networks, settings.with(Control.SIZE, other), task)
                        .smallest()
                        .bytes()
                <= limit;
    }

    /** An estimate of the memory that the process will hold, in bytes: the model's weights and all buffers. */
    public long bytes() {
        return dryRun.bytes();
    }

    /** The memory plan of all runs. */
    public MemoryPlan plan() {
        return dryRun.plan();
    }

    /** The bytes of a run's arrays. */
    public long arrayBytes() {
        return dryRun.buffers().bytes();
    }

    /** Begins a run: goals are embedded, and the first picture is drawn and measured. */
    public Run newRun() {
        return newRun(phase -> {});
    }

    /**
     * Begins a run.
     *
     * @param phases called whenever a phase of a step begins
     */
    public Run newRun(Consumer<Phase> phases) {
        return newRun(Draws.of(settings.get(Control.SEED)), phases);
    }

    /**
     * Begins a run that another thread may cancel.
     *
     * @param cancelled asked before each operation, on the thread that runs it; from the time that it says yes, the run's
     *     methods throw a {@link java.util.concurrent.CancellationException}
     */
    public Run newRun(BooleanSupplier cancelled) {
        return newRun(Draws.of(settings.get(Control.SEED)), phase -> {}, cancelled);
    }

    /** Begins a run with the given random numbers. */
    Run newRun(Draws draws, Consumer<Phase> phases) {
        return newRun(draws, phases, () -> false);
    }

    private Run newRun(Draws draws, Consumer<Phase> phases, BooleanSupplier cancelled) {
        return RunThreads.within(
                settings, () -> new Run(networks, settings, task, dryRun, draws, phases, Optional.empty(), cancelled));
    }

    /**
     * Begins a run that goes on from where one of other settings has come to, which is closed.
     *
     * @param before a run of the same size, start and seed
     * @param cancelled as in {@link #newRun(BooleanSupplier)}
     */
    public Run goOnFrom(Run before, BooleanSupplier cancelled) {
        KeptState state = before.kept();
        before.close();
        if (!before.optimizer().equals(settings.get(Control.OPTIMIZER))) {
            state.forget("optimizer");
        }
        return begin(withSketchingOf(state), run -> run.goOnFrom(state), cancelled);
    }

    /**
     * Begins a run with the picture that one of another size has come to, which is closed.
     *
     * @param before of the same settings, but for the size
     * @param cancelled as in {@link #newRun(BooleanSupplier)}
     */
    public Run enlarge(Run before, BooleanSupplier cancelled) {
        BufferedImage picture = before.drawn();
        KeptState state = before.kept();
        before.close();
        float[] enlarged = Picture.fromImage(Picture.resized(picture, new PictureSize(size.width(), size.height())));
        return begin(task, run -> run.beginWith(enlarged, state), cancelled);
    }

    /**
     * Begins a run where one of the same settings was saved.
     *
     * @param saved the state of that run
     * @param cancelled as in {@link #newRun(BooleanSupplier)}
     * @throws io.github.congeal.CheckpointException if it is no state of this run
     */
    public Run resume(KeptState saved, BooleanSupplier cancelled) {
        return begin(withSketchingOf(saved), saved::readInto, cancelled);
    }

    /** What was not begun as a sketch has no mud to draw one into. */
    private Task withSketchingOf(KeptState state) {
        return state.has("scene") ? task : task.withoutSketching();
    }

    private Run begin(Task rest, Consumer<Run> before, BooleanSupplier cancelled) {
        Draws draws = Draws.of(settings.get(Control.SEED));
        return RunThreads.within(
                settings,
                () -> new Run(networks, settings, rest, dryRun, draws, phase -> {}, Optional.of(before), cancelled));
    }

    private IllegalArgumentException refusal(long bytes) {
        return new IllegalArgumentException("size was %dx%d, which needs %s: %s"
                .formatted(size.width(), size.height(), MemoryAmount.compared(bytes, limit), advice()));
    }

    private String advice() {
        return settings.has(Control.MEMORY_PLAN)
                ? "leave memory-plan out, so that one is found that needs less"
                : whatWouldFit();
    }

    /**
     * Names the largest picture of the same shape that fits, found by doubling and bisection: a dry run takes as long as
     * its picture is large.
     */
    private String whatWouldFit() {
        int factor = networks.vqgan().factor();
        Size largest = null;
        double fits = 0;
        double most = Math.min(LARGEST_PICTURE / COLOURS, RunHeap.mostPixels(task));
        double tooLarge = Math.min(1, Math.sqrt(most / pixels(size)));
        double longer = Math.max(size.width(), size.height());
        while ((tooLarge - fits) * longer >= factor) {
            double scale = Math.min((fits + tooLarge) / 2, Math.max(2 * fits, tooLarge / FIRST));
            int width = (int) (size.width() * scale) / factor * factor;
            int height = (int) (size.height() * scale) / factor * factor;
            if (width < factor || height < factor) {
                fits = scale;
            } else if (fits(new Size(width, height))) {
                fits = scale;
                largest = new Size(width, height);
            } else {
                tooLarge = scale;
            }
        }
        return largest == null
                ? "no size would fit, so take a smaller model"
                : "give at most %dx%d".formatted(largest.width(), largest.height());
    }

    private static double numbers(Size size) {
        return COLOURS * pixels(size);
    }

    private static double pixels(Size size) {
        return (double) size.width() * size.height();
    }
}
