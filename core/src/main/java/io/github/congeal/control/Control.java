package io.github.congeal.control;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One setting of a picture, such as its size: its name, meaning, written form, bounds and default. Everything else
 * follows from this declaration: the builder's check, the command-line option, the text in a PNG, the field in the
 * window, the JSON and the table in the documents.
 *
 * @param <T> the type of its values
 */
public final class Control<T> {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    /** What the picture should show, in words. */
    public static final Control<List<Prompt>> PROMPTS =
            several("prompt", "What the picture should show, in words.", Prompt.FORM);

    /** Prompts that replace one another during the run. */
    public static final Control<Story> STORY =
            of("story", "Prompts that replace one another during the run.", Story.FORM);

    /** The part of each chapter of a story during which it fades in over the one before. */
    public static final Control<Double> STORY_BLEND = of(
                    "story-blend",
                    "The part of each chapter during which it fades in over the one before: 0 changes at once, 1"
                            + " fades through the whole chapter.",
                    Form.number(Range.between(0, 1), 0.5))
            .withDefault(0.0);

    /** Pictures that the result should resemble. */
    public static final Control<List<Target>> TARGETS =
            several("target", "A picture that the result should resemble.", Target.FORM);

    /** Random directions that the picture should come near. */
    public static final Control<List<NoisePrompt>> NOISE_PROMPTS = several(
            "noise-prompt",
            "The seed of a random direction among CLIP's embeddings that the picture should come near.",
            NoisePrompt.FORM);

    /** The picture to begin with. */
    public static final Control<ImageSource> INITIAL_IMAGE =
            of("initial-image", "The picture to begin with.", ImageSource.FORM);

    /** How the initial picture is fitted into the frame. */
    public static final Control<Fit> INITIAL_FIT = of(
                    "initial-fit", "How the initial picture is fitted into the frame.", Fit.FORM)
            .withDefault(Fit.STRETCH);

    /** The standard deviation of the noise added to the initial picture. */
    public static final Control<Double> INITIAL_NOISE = of(
                    "initial-noise",
                    "The standard deviation of the noise added to the initial picture, for pixel values of 0 to 1.",
                    Form.number(Range.atLeast(0), 0.2))
            .withDefault(0.0);

    /** How strongly the latent is held near its initial value. */
    public static final Control<Schedule> INIT_WEIGHT = of(
            "init-weight",
            "How strongly the latent is held near its initial value.",
            Form.schedule(Range.between(0, 1e6), "0: 2 | 50%: 0"));

    /** How strongly the picture is held near the initial one. */
    public static final Control<Schedule> INIT_PICTURE_WEIGHT = of(
            "init-picture-weight",
            "How strongly the picture is held near the initial one.",
            Form.schedule(Range.between(0, 1e6), "0: 20 | 50%: 0"));

    /** The MSE-regularised method. */
    public static final Control<MseRegularization> MSE_REGULARIZATION = of(
            "mse-regularization",
            "Holds the latent near zero, or its start, by a weight that falls in steps; the optimiser"
                    + " restarts after each.",
            MseRegularization.FORM);

    /** Where to paint; the initial picture stays everywhere else. */
    public static final Control<Mask> MASK =
            of("mask", "Where to paint; everywhere else the initial picture stays exactly as it is.", Mask.FORM);

    /** Whether to paint outside the mask instead of inside it. */
    public static final Control<Boolean> MASK_INVERTED = of(
                    "mask-inverted", "Whether to paint outside the mask instead of inside it.", Form.yesOrNo())
            .withDefault(false);

    /** The width of the mask's soft edge in pixels. */
    public static final Control<Double> MASK_FEATHER = of(
                    "mask-feather",
                    "The width of the soft edge in pixels, from the mask's edge inwards.",
                    Form.number(Range.between(0, 1e6), 16))
            .withDefault(8.0);

    /** What is optimised. */
    public static final Control<Canvas> CANVAS = of(
                    "canvas",
                    "What is optimised: the VQGAN's latent, or the probability of each of its codes at each place.",
                    Canvas.FORM)
            .withDefault(Canvas.LATENT);

    /** What to begin with if there is no initial image. */
    public static final Control<Start> START = of(
                    "start", "What to begin with if there is no initial image.", Start.FORM)
            .withDefault(Start.RANDOM);

    /** Other measures that judge the picture, beside prompts and targets. */
    public static final Control<List<Regularizer>> REGULARIZERS = several(
            "regularizer", "Another measure that judges the picture, beside prompts and targets.", Regularizer.FORM);

    /** The size of the picture. */
    public static final Control<Size> SIZE = of(
                    "size", "Width and height in pixels, rounded down to whole blocks of the model.", Size.FORM)
            .withDefault(new Size(480, 480));

    /** The directions in which copies of the picture fit together. */
    public static final Control<Tiling> TILING = of(
                    "tiling",
                    "The directions in which copies of the picture fit together without a seam: side by side, one"
                            + " above the other, or both.",
                    Form.constants(Tiling.class))
            .withDefault(Tiling.NONE);

    /** The number of cells across and down, for pixel art. */
    public static final Control<Size> PIXELS = of(
            "pixels",
            "Pixel art: the number of cells across and down, each of one colour, painted without the VQGAN.",
            Size.FORM);

    /** The colours that the picture may have. */
    public static final Control<Palette> PALETTE =
            of("palette", "The colours that the picture may have; any if not given.", Palette.FORM);

    /** How colours between those of the palette are dithered. */
    public static final Control<Dither> DITHER = of(
                    "dither", "How colours between those of the palette are dithered.", Form.constants(Dither.class))
            .withDefault(Dither.NONE);

    /** Which parts are transparent when the picture is saved. */
    public static final Control<Transparency> TRANSPARENT = of(
            "transparent",
            "Which parts of the picture are transparent in a PNG: the background, one colour, or what lies"
                    + " outside a mask.",
            Transparency.FORM);

    /** How a large picture is first made small. */
    public static final Control<CoarseToFine> COARSE_TO_FINE = of(
            "coarse-to-fine",
            "How a large picture is first made small, then enlarged and refined; if not given, from 512 pixels on.",
            CoarseToFine.FORM);

    /** The number of steps. */
    public static final Control<Integer> ITERATIONS =
            of("iterations", "The number of steps.", Form.wholeNumber(0, 300)).withDefault(500);

    /** Conditions that end the run before all its steps are taken. */
    public static final Control<List<Stop>> STOPS =
            several("stop", "A condition that ends the run before all its steps are taken.", Stop.FORM);

    /** Settings that change during the run. */
    public static final Control<List<Change>> CHANGES =
            several("change", "Settings that change from a step on, for the rest of the run.", Change.FORM);

    /** How the camera moves. */
    public static final Control<Motion> MOTION = of(
            "motion",
            "How the camera moves from one film frame to the next, a few steps apart; it stands still if not given.",
            Motion.FORM);

    /** The number of steps between two frames. */
    public static final Control<Integer> EVERY = of(
                    "every", "The number of steps between two frames.", Form.wholeNumber(1, 5))
            .withDefault(1);

    /** The seed of all random numbers. */
    public static final Control<Long> SEED = of(
            "seed",
            "The seed of all random numbers: the same seed gives the same picture. Drawn at random if not given.",
            Form.longNumber(Long.MIN_VALUE, 42));

    /** The optimiser's step size. */
    public static final Control<Schedule> STEP_SIZE = of(
                    "step-size", "The optimiser's step size.", Form.schedule(Range.above(0), "0: 0.1 | 80%: 0.02"))
            .withDefault(Schedule.constant(0.1));

    /** The optimiser, which moves the latent against the gradient. */
    public static final Control<Optimizer> OPTIMIZER = of(
                    "optimizer", "The optimiser, which moves the latent against the gradient.", Optimizer.FORM)
            .withDefault(Optimizer.adam());

    /** When the step size is reduced because the loss no longer falls. */
    public static final Control<Plateau> REDUCE_ON_PLATEAU = of(
            "reduce-on-plateau",
            "When to reduce the step size because the loss no longer falls; never if not given.",
            Plateau.FORM);

    /** How gradients are clipped. */
    public static final Control<GradientClip> GRADIENT_CLIP =
            of("gradient-clip", "How gradients are clipped; not at all if not given.", GradientClip.FORM);

    /** Whether the latent is kept within the range of the codebook. */
    public static final Control<Boolean> CLAMP_LATENT = of(
                    "clamp-latent", "Whether the latent is kept within the range of the codebook.", Form.yesOrNo())
            .withDefault(true);

    /**
     * The part of the moving average of past latents that is kept at each step, if the average is shown instead of the
     * latent.
     */
    public static final Control<Double> EMA = of(
            "ema",
            "Shows the moving average (EMA) of past latents, of which this part is kept at each step; the"
                    + " latent itself if not given.",
            Form.number(Range.FRACTION, 0.9));

    /** The number of cutouts that CLIP judges in each step. */
    public static final Control<Integer> CUTOUTS = of(
                    "cutouts",
                    "The number of cutouts that CLIP judges in each step: more are slower and steadier.",
                    Form.wholeNumber(1, 32))
            .withDefault(64);

    /** The share of the cutouts that is used in each step. */
    public static final Control<Schedule> CUTOUT_SHARE = of(
                    "cutout-share",
                    "The share of the cutouts that is used in each step, above 0: fewer at the beginning save time.",
                    Form.schedule(new Range(0, true, 1), "0: 0.25 | 50%: 1"))
            .withDefault(Schedule.constant(1));

    /** After how many steps new cutouts are drawn. */
    public static final Control<Integer> REDRAW = of(
                    "redraw",
                    "After how many steps new cutouts are drawn: losses of steps with the same cutouts can be"
                            + " compared.",
                    Form.wholeNumber(1, 25))
            .withDefault(1);

    /** How the cutouts are made. */
    public static final Control<CutoutMethod> CUTOUT_METHOD =
            of("cutout-method", "How the cutouts are made.", CutoutMethod.FORM).withDefault(CutoutMethod.AUGMENTED);

    /** Random changes to the cutouts before CLIP sees them. */
    public static final Control<List<Augmentation>> AUGMENTATIONS = several(
            "augmentation",
            "Random changes to the cutouts before CLIP sees them, applied in this order; the cutout method's"
                    + " own if not given.",
            Augmentation.FORM);

    /** Whether to cut off a prompt that is too long for the model instead of refusing it. */
    public static final Control<Boolean> TRUNCATE = of(
                    "truncate",
                    "Whether to cut off a prompt that is too long for the model instead of refusing it.",
                    Form.yesOrNo())
            .withDefault(false);

    /** How a picture too large for memory is drawn in tiles. */
    public static final Control<TiledDecoding> TILED_DECODING = of(
            "tiled-decoding",
            "Draws a picture too large for memory in overlapping tiles; whole if not given.",
            TiledDecoding.FORM);

    /** The memory that the process may hold, in bytes. */
    public static final Control<Long> MEMORY_LIMIT = of(
            "memory-limit",
            "The memory that the process may hold, in bytes; all there is if not given.",
            Form.longNumber(1, 4_000_000_000L));

    /** How the run trades time for memory; chosen if not given. */
    public static final Control<MemoryPlan> MEMORY_PLAN = of(
            "memory-plan",
            "How the run trades time for memory; the fastest plan that fits if not given.",
            MemoryPlan.FORM);

    /** The number of CPU threads that the run may use. */
    public static final Control<Integer> THREADS = of(
            "threads",
            "The number of CPU threads that the run may use, including the one that asks for frames; by"
                    + " default the number of processors.",
            Form.wholeNumber(1, 1));

    /** How exactly products are computed. */
    public static final Control<Precision> PRECISION = of(
            "precision",
            "How exactly products are computed: fast uses bf16 on a GPU with Congeal's own kernels, and on a CPU"
                    + " with AVX-512's bf16 instructions, and gives another picture; elsewhere it changes nothing.",
            Form.constants(Precision.class));

    /** Whether files state that they were generated. */
    public static final Control<Boolean> MARKS = of(
                    "marks",
                    "Whether the file states, in the forms that other programs read, that it was generated and from"
                            + " which words.",
                    Form.yesOrNo())
            .withDefault(true);

    private static final List<Control<?>> ALL = List.of(
            PROMPTS,
            STORY,
            STORY_BLEND,
            TARGETS,
            NOISE_PROMPTS,
            INITIAL_IMAGE,
            INITIAL_FIT,
            INITIAL_NOISE,
            INIT_WEIGHT,
            INIT_PICTURE_WEIGHT,
            MSE_REGULARIZATION,
            MASK,
            MASK_INVERTED,
            MASK_FEATHER,
            CANVAS,
            START,
            REGULARIZERS,
            SIZE,
            TILING,
            PIXELS,
            PALETTE,
            DITHER,
            TRANSPARENT,
            COARSE_TO_FINE,
            ITERATIONS,
            STOPS,
            CHANGES,
            MOTION,
            EVERY,
            SEED,
            STEP_SIZE,
            OPTIMIZER,
            REDUCE_ON_PLATEAU,
            GRADIENT_CLIP,
            CLAMP_LATENT,
            EMA,
            CUTOUTS,
            CUTOUT_SHARE,
            REDRAW,
            CUTOUT_METHOD,
            AUGMENTATIONS,
            TRUNCATE,
            TILED_DECODING,
            MEMORY_LIMIT,
            MEMORY_PLAN,
            THREADS,
            PRECISION,
            MARKS);

    private final String name;
    private final String says;
    private final Form<T> form;
    private final @Nullable T usual;

    private Control(String name, String says, Form<T> form, @Nullable T usual) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a control's name was \"%s\", but must be small letters and digits with hyphens between"
                            .formatted(name));
        }
        this.name = name;
        this.says = Objects.requireNonNull(says, "says");
        this.form = Objects.requireNonNull(form, "form");
        this.usual = usual;
    }

    /**
     * Declares a control without a default.
     *
     * @param name its name, in small letters with hyphens
     * @param says its meaning, as a sentence
     * @param form how its values are written
     * @throws IllegalArgumentException if the name is malformed
     */
    public static <T> Control<T> of(String name, String says, Form<T> form) {
        return new Control<>(name, says, form, null);
    }

    /** Declares a control that takes several values and has none by default. */
    public static <T> Control<List<T>> several(String name, String says, Form<T> form) {
        return new Control<>(name, says, new ListForm<>(form), List.of());
    }

    /** Returns a copy with a default. */
    public Control<T> withDefault(T value) {
        return new Control<>(name, says, form, check(value));
    }

    /** Returns the built-in controls. */
    public static List<Control<?>> all() {
        return ALL;
    }

    /**
     * Finds a control by its name.
     *
     * @param controls the controls to search
     * @throws IllegalArgumentException if there is none of that name; the message lists the names
     */
    public static Control<?> named(String name, List<Control<?>> controls) {
        return controls.stream()
                .filter(control -> control.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no control named %s, only %s"
                        .formatted(
                                name == null ? null : Writing.quoted(name),
                                String.join(
                                        ", ",
                                        controls.stream().map(Control::name).toList()))));
    }

    /** Returns the name, in small letters with hyphens. */
    public String name() {
        return name;
    }

    /** Returns the meaning, as a sentence. */
    public String says() {
        return says;
    }

    /** Returns how its values are written. */
    public Form<T> form() {
        return form;
    }

    /** Returns the default, if there is one. */
    public Optional<T> byDefault() {
        return Optional.ofNullable(usual);
    }

    /** Returns whether it takes several values. */
    public boolean isSeveral() {
        return form instanceof ListForm;
    }

    /** Writes a value. */
    public String write(T value) {
        Objects.requireNonNull(value, "value");
        return form.write(value);
    }

    /**
     * Reads a value.
     *
     * @throws IllegalArgumentException if the text is not an allowed value; the message names the control, the text and
     *     what is allowed
     */
    public T read(String text) {
        return reading(text, () -> form.read(text));
    }

    private T reading(String text, Supplier<T> reader) {
        Writing.requireShort(name, text);
        try {
            return reader.get();
        } catch (FormException e) {
            throw new IllegalArgumentException(
                    "%s was %s, but must be %s, such as %s"
                            .formatted(name, Writing.quoted(text), form.allowed(), form.example()),
                    e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "%s was %s: %s".formatted(name, Writing.quoted(text), e.getMessage()), e);
        }
    }

    /**
     * Checks that a value is allowed.
     *
     * @return the value; for a list, an immutable copy
     * @throws IllegalArgumentException if not; the message names the control, the value and what is allowed
     */
    public T check(@Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(
                    "%s was null, but must be %s, such as %s".formatted(name, form.allowed(), form.example()));
        }
        if (value instanceof List<?> several && several.stream().anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException("%s had null among its values, but each must be %s, such as %s"
                    .formatted(name, form.allowed(), form.example()));
        }
        if (!form.allows(value)) {
            throw new IllegalArgumentException(
                    "%s was %s, but must be %s".formatted(name, form.write(value), form.allowed()));
        }
        return kept(value);
    }

    @SuppressWarnings("unchecked") // A list of the same values.
    private T kept(T value) {
        return form instanceof ListForm ? (T) List.copyOf((List<?>) value) : value;
    }

    /** Returns the written form of each value; a control that takes one value has one. */
    @SuppressWarnings("unchecked")
    public List<String> writeEach(Object value) {
        Objects.requireNonNull(value, "value");
        return form instanceof ListForm<?> list
                ? ((ListForm<Object>) list).writeEach((List<Object>) value)
                : List.of(write((T) value));
    }

    /** Reads several values. */
    @SuppressWarnings("unchecked")
    T readEach(List<String> texts) {
        return reading(String.join(" | ", texts), () -> (T) ((ListForm<?>) form).readEach(texts));
    }

    /**
     * Joins two lists of values.
     *
     * @throws IllegalStateException if the control takes only one value
     */
    @SuppressWarnings("unchecked")
    public T join(T some, T more) {
        Objects.requireNonNull(some, "some");
        Objects.requireNonNull(more, "more");
        if (!(form instanceof ListForm<?> list)) {
            throw new IllegalStateException(name + " has one value");
        }
        return (T) ((ListForm<Object>) list).joined((List<Object>) some, (List<Object>) more);
    }

    @Override
    public String toString() {
        return name;
    }
}
