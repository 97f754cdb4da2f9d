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

/** What is checked and computed before a run begins: its goals, its start and its memory plan. Prepares any number of runs. */
public final class Preparation {
    /** The largest number of values of a picture; the decoder's arrays are many times as large. */
    static final int LARGEST_PICTURE = 1 << 29;

    private static final double COLOURS = 3;

    /** The first size tried by the search for one that fits is the largest one divided by this. */
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
     * @param settings complete except for the memory plan; the sides of the size are multiples of the VQGAN's factor
     * @throws io.github.congeal.PromptTooLongException if a prompt has more tokens than CLIP takes
     * @throws IllegalArgumentException if the model lacks what the start needs, or there is too little memory
     */
    public static Preparation of(Networks networks, Settings settings) {
        return of(networks, settings, Map.of());
    }

    /**
     * Prepares runs with the caller's own losses.
     *
     * @param losses the losses by name
     */
    public static Preparation of(Networks networks, Settings settings, Map<String, Loss> losses) {
        return new Preparation(networks, settings, Task.of(networks, settings, losses));
    }

    /**
     * Prepares runs of a task.
     *
     * @throws IllegalArgumentException if there is too little memory; the message gives the memory needed, the memory
     *     available, and a size that would fit
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
            throw new IllegalArgumentException("size was %sx%s, which needs %s: %s"
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
     * An estimate of the memory that a run needs, whether or not it is available.
     *
     * @param settings complete except for the memory plan; the sides of the size are multiples of the VQGAN's factor
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

    /**
     * The same preparation for runs that begin at a step after 0, after a run of another size: only sketches that begin
     * at that step or later remain.
     */
    public Preparation from(int step) {
        return step == 0 ? this : new Preparation(this, task.withSketchingFrom(step));
    }

    private static DryRun dryRun(Networks networks, Settings settings, Task task) {
        MemoryPlanner planner = planner(networks, settings, task);
        long limit = limit(networks, settings);
        return settings.find(Control.MEMORY_PLAN)
                .map(plan -> planner.sparing(plan, limit))
                .orElseGet(() -> planner.best(limit));
    }

    private static MemoryPlanner planner(Networks networks, Settings settings, Task task) {
        return new MemoryPlanner(networks, settings, task, networks.device().memoryTradeOff());
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

    /** An estimate of the device memory that the process will hold, in bytes: weights, buffers and what is beside them. */
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

    /** Begins a run: embeds its goals, draws its first picture and measures it. */
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
     * @param cancelled asked on the run's thread before each tensor is taken; once it is true, the run's methods throw a
     *     {@link java.util.concurrent.CancellationException}
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
     * Begins a run that continues another one with other settings, and closes that one.
     *
     * @param before a run with the same size, start and seed
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
     * Begins a run with the current picture of a run of another size, and closes that one.
     *
     * @param before a run with the same settings except for the size
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
     * Resumes a saved run with the same settings.
     *
     * @param saved the state of that run
     * @param cancelled as in {@link #newRun(BooleanSupplier)}
     * @throws io.github.congeal.CheckpointException if it is not a state of this run
     */
    public Run resume(KeptState saved, BooleanSupplier cancelled) {
        return begin(withSketchingOf(saved), saved::readInto, cancelled);
    }

    /** The task without sketches, if the run that is continued did not begin with one. */
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
        return new IllegalArgumentException("size was %sx%s, which needs %s: %s"
                .formatted(size.width(), size.height(), MemoryAmount.compared(bytes, limit), advice()));
    }

    private String advice() {
        return settings.has(Control.MEMORY_PLAN)
                ? "leave memory-plan out, so that one is found that needs less"
                : whatWouldFit();
    }

    /**
     * Advises the largest size of the same shape that fits. It is found by doubling and bisection, which try small sizes
     * first, because the time of a dry run grows with its picture.
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
                ? whatHelpsWhereNoSizeOfThisShapeFits()
                : "give at most %sx%s".formatted(largest.width(), largest.height());
    }

    private String whatHelpsWhereNoSizeOfThisShapeFits() {
        int factor = networks.vqgan().factor();
        long least = planner(networks, settings.with(Control.SIZE, new Size(factor, factor)), task)
                .smallest()
                .bytes();
        if (least <= limit) {
            return "no size of this shape would fit, so give one whose sides differ less";
        }
        return "even the smallest size needs %s, so %s"
                .formatted(
                        MemoryAmount.megabytes(least),
                        limit < networks.device().memoryLimit()
                                ? "raise memory-limit"
                                : "take a smaller model, if there is one, or a device with more memory");
    }

    private static double numbers(Size size) {
        return COLOURS * pixels(size);
    }

    private static double pixels(Size size) {
        return (double) size.width() * size.height();
    }
}
