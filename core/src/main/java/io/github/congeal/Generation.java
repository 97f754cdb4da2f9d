package io.github.congeal;

import io.github.congeal.internal.engine.Goal;
import io.github.congeal.internal.engine.MemoryNeed;
import io.github.congeal.internal.engine.Networks;
import io.github.congeal.internal.engine.Run;
import io.github.congeal.internal.engine.Settings;
import io.github.congeal.internal.engine.TargetGoal;
import io.github.congeal.internal.engine.TextGoal;
import io.github.congeal.model.Model;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A picture to be made: what it should show, how large, from which seed, in how many steps.
 *
 * <p>Immutable and shareable. Each call of {@link #frames()} is a run of its own, and on one machine with one number of
 * threads all of them give the same pixels, bit for bit.
 *
 * <pre>{@code
 * Generation generation = Generation.builder().prompt("a lighthouse in a storm").build();
 * for (Frame frame : generation) {
 *     System.out.println(frame.iteration() + ": " + frame.loss());
 * }
 * }</pre>
 */
public final class Generation implements Iterable<Frame> {
    private final Model model;
    private final List<Prompt> prompts;
    private final List<Target> targets;
    private final @Nullable ImageSource initialImage;
    private final Start start;
    private final int iterations;
    private final int every;
    private final long seed;
    private final int width;
    private final int height;
    private final double stepSize;
    private final int cutouts;
    private final CutoutMethod cutoutMethod;
    private final boolean truncate;
    private final long memoryLimit;
    private final List<Goal> goals;
    private final io.github.congeal.internal.engine.Start beginning;

    private Generation(Builder builder) {
        model = builder.model == null ? Model.bundled() : builder.model;
        Networks networks = Networks.of(model);
        prompts = List.copyOf(builder.prompts);
        targets = List.copyOf(builder.targets);
        initialImage = builder.initialImage;
        start = builder.start == null
                ? named(Start.class, networks.defaults().start()).orPossible(networks)
                : builder.start;
        iterations = builder.iterations == null ? networks.defaults().iterations() : builder.iterations;
        every = builder.every;
        seed = builder.seed == null ? ThreadLocalRandom.current().nextLong(1L << 32) : builder.seed;
        stepSize = builder.stepSize == null ? networks.defaults().stepSize() : builder.stepSize;
        cutouts = builder.cutouts == null ? networks.defaults().cutouts() : builder.cutouts;
        cutoutMethod = builder.cutoutMethod == null
                ? named(CutoutMethod.class, networks.defaults().cutoutMethod())
                : builder.cutoutMethod;
        truncate = builder.truncate;
        memoryLimit = Math.min(builder.memoryLimit, networks.device().memoryLimit());
        int factor = networks.vqgan().factor();
        width = roundedDown("width", builder.width == null ? networks.defaults().size() : builder.width, factor);
        height = roundedDown(
                "height", builder.height == null ? networks.defaults().size() : builder.height, factor);
        if (prompts.isEmpty() && targets.isEmpty()) {
            throw new IllegalArgumentException(
                    "there is nothing to make: give at least one prompt or one target image");
        }
        goals = goals(networks);
        io.github.congeal.internal.engine.Start withoutImage = start.create(networks, goals);
        beginning = initialImage == null ? withoutImage : initialImage.start();
        MemoryNeed.of(networks, settings()).requireAvailable();
    }

    /** The constant of a name as a model writes it, in small letters. */
    private static <E extends Enum<E>> E named(Class<E> type, String name) {
        return Enum.valueOf(type, name.toUpperCase(Locale.ROOT));
    }

    private static int roundedDown(String parameter, int length, int factor) {
        if (length < factor) {
            throw new IllegalArgumentException(
                    "%s was %d, but this model draws in blocks of %d pixels: give at least %d"
                            .formatted(parameter, length, factor, factor));
        }
        return length / factor * factor;
    }

    private List<Goal> goals(Networks networks) {
        List<Goal> result = new ArrayList<>();
        for (Prompt prompt : prompts) {
            int[] tokens =
                    networks.tokenizer().tokenize(prompt.text(), networks.clip().contextLength(), truncate);
            result.add(new TextGoal(tokens, prompt.weight(), prompt.stop()));
        }
        for (Target target : targets) {
            result.add(new TargetGoal(target.source().image(), target.weight(), Double.NEGATIVE_INFINITY));
        }
        return result;
    }

    /** Begins a description of a picture. Everything but what it shows has a default. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The generation whose settings a PNG carries that {@link Frame#save} wrote. The files that it names are opened
     * again; where a model is among them, it is loaded anew, and {@link #model()} is the caller's to close.
     *
     * @throws IllegalArgumentException if the file carries no settings, or needs pictures that were only in memory then
     * @throws IOException if the file cannot be read
     */
    public static Generation readFrom(Path png) throws IOException {
        return Recipe.readFrom(png).build();
    }

    /**
     * Begins a run. Nothing is computed before the first frame is asked for.
     *
     * @return frames 0 to {@link #iterations()}, thinned to every {@link #every()}th, the first and the last always
     *     among them; close it when done
     */
    public FrameIterator frames() {
        return new FrameIterator(this);
    }

    /**
     * As {@link #frames()}, for use in a loop. A loop that is left early leaves its memory to be freed with the
     * garbage.
     */
    @Override
    public FrameIterator iterator() {
        return frames();
    }

    /** As {@link #frames()}, as a sequential stream; closing it ends the run. */
    public Stream<Frame> stream() {
        FrameIterator frames = frames();
        int characteristics = Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.DISTINCT;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(frames, characteristics), false)
                .onClose(frames::close);
    }

    Run newRun() {
        return new Run(Networks.of(model), settings(), goals, beginning);
    }

    /** An estimate of the memory that a run of it takes at most, in bytes: the model's weights and all buffers. */
    public long memoryNeeded() {
        return MemoryNeed.of(Networks.of(model), settings()).bytes();
    }

    private Settings settings() {
        return new Settings(width, height, seed, stepSize, cutouts, cutoutMethod.create(), memoryLimit);
    }

    /** The networks that make it. */
    public Model model() {
        return model;
    }

    /** What it should show, in words. */
    public List<Prompt> prompts() {
        return prompts;
    }

    List<Target> targets() {
        return targets;
    }

    @Nullable
    ImageSource initialImage() {
        return initialImage;
    }

    /** Where it begins unless there is an initial image. */
    public Start start() {
        return start;
    }

    /** Its width in pixels: as asked for, rounded down to whole blocks of the model. */
    public int width() {
        return width;
    }

    /** Its height in pixels: as asked for, rounded down to whole blocks of the model. */
    public int height() {
        return height;
    }

    /** How many steps are taken. */
    public int iterations() {
        return iterations;
    }

    /** How many steps lie between two frames. */
    public int every() {
        return every;
    }

    /** The seed that decides every random draw: the one that was given, or the one that was drawn. */
    public long seed() {
        return seed;
    }

    /** The optimiser's step size. */
    public double stepSize() {
        return stepSize;
    }

    /** How many cutouts CLIP looks at in each step. */
    public int cutouts() {
        return cutouts;
    }

    /** How the cutouts are made. */
    public CutoutMethod cutoutMethod() {
        return cutoutMethod;
    }

    /** Whether a prompt that is too long for the model was to be cut off. */
    boolean truncate() {
        return truncate;
    }

    /**
     * Describes a picture to be made. Each method checks its argument and complains at once, naming the parameter, the
     * value and what is allowed. Not for use by several threads at once.
     */
    public static final class Builder {
        private final List<Prompt> prompts = new ArrayList<>();
        private final List<Target> targets = new ArrayList<>();
        private @Nullable Model model;
        private @Nullable ImageSource initialImage;
        private @Nullable Start start;
        private @Nullable Integer width;
        private @Nullable Integer height;
        private @Nullable Integer iterations;
        private int every = 1;
        private @Nullable Long seed;
        private @Nullable Double stepSize;
        private @Nullable Integer cutouts;
        private @Nullable CutoutMethod cutoutMethod;
        private boolean truncate;
        private long memoryLimit = Long.MAX_VALUE;

        private Builder() {}

        /**
         * Adds a prompt of weight 1. The text is taken as it is; {@link Prompt#parse} reads weights out of one.
         *
         * @throws IllegalArgumentException if it is blank
         */
        public Builder prompt(String text) {
            return prompt(Prompt.of(text));
        }

        /** Adds a prompt. */
        public Builder prompt(Prompt prompt) {
            prompts.add(prompt);
            return this;
        }

        /** Adds prompts. */
        public Builder prompts(List<Prompt> several) {
            several.forEach(this::prompt);
            return this;
        }

        /** Adds a picture that the result should become like, with weight 1. */
        public Builder target(Path image) {
            return target(image, 1);
        }

        /**
         * Adds a picture that the result should become like.
         *
         * @param weight how much it counts beside the others; negative to become unlike it; finite
         * @throws IllegalArgumentException if there is no picture in the file, or the weight is not finite
         */
        public Builder target(Path image, double weight) {
            targets.add(new Target(ImageSource.of("target", image), weight));
            return this;
        }

        /** Adds a picture that the result should become like; {@link #target(Path, double)} says the rest. */
        public Builder target(BufferedImage image, double weight) {
            targets.add(new Target(ImageSource.of(image), weight));
            return this;
        }

        /**
         * Sets the picture to begin with, which is squeezed or stretched to size.
         *
         * @throws IllegalArgumentException if there is no picture in the file
         */
        public Builder initialImage(Path image) {
            initialImage = ImageSource.of("initialImage", image);
            return this;
        }

        /** Sets the picture to begin with, which is squeezed or stretched to size. */
        public Builder initialImage(BufferedImage image) {
            initialImage = ImageSource.of(image);
            return this;
        }

        /** Sets what to begin with where there is no initial image. The default is what suits the model. */
        public Builder start(Start where) {
            start = where;
            return this;
        }

        /**
         * Sets the size in pixels, which is rounded down to whole blocks of the model (8 or 16 pixels). The default is
         * the model's.
         *
         * @throws IllegalArgumentException if one of them is below 1
         */
        public Builder size(int newWidth, int newHeight) {
            width = atLeast(1, "width", newWidth);
            height = atLeast(1, "height", newHeight);
            return this;
        }

        /**
         * Sets how many steps are taken. The default is the model's.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Builder iterations(int count) {
            iterations = atLeast(0, "iterations", count);
            return this;
        }

        /**
         * Sets how many steps lie between two frames; 1 by default.
         *
         * @throws IllegalArgumentException if it is below 1
         */
        public Builder every(int steps) {
            every = atLeast(1, "every", steps);
            return this;
        }

        /** Sets the seed. Without one it is drawn; {@link Generation#seed()} tells which. */
        public Builder seed(long number) {
            seed = number;
            return this;
        }

        /**
         * Sets the optimiser's step size. The default is the model's.
         *
         * @throws IllegalArgumentException if it is not a finite number above 0
         */
        public Builder stepSize(double size) {
            if (!(size > 0 && size <= Double.MAX_VALUE)) {
                throw new IllegalArgumentException(
                        "stepSize was %s, but must be a finite number above 0".formatted(size));
            }
            stepSize = size;
            return this;
        }

        /**
         * Sets how many cutouts CLIP looks at in each step: more are slower and steadier. The default is the model's.
         *
         * @throws IllegalArgumentException if it is below 1
         */
        public Builder cutouts(int count) {
            cutouts = atLeast(1, "cutouts", count);
            return this;
        }

        /** Sets how the cutouts are made. The default is the model's. */
        public Builder cutoutMethod(CutoutMethod method) {
            cutoutMethod = method;
            return this;
        }

        /**
         * Sets how much memory the process may come to hold while it makes the picture, the networks included. Where that
         * is less than the usual way takes, more is computed twice instead of being kept, and fewer cutouts are
         * looked at together: in steps, each some per cent slower than the one before. {@link #build} refuses what cannot
         * be made to fit, and names the size that would. The default is all the memory that there is.
         *
         * <p>The limit decides how sums are divided, so that other limits may give other last digits for the same seed.
         *
         * @param bytes at least 1
         * @throws IllegalArgumentException if it is below 1
         */
        public Builder memoryLimit(long bytes) {
            if (bytes < 1) {
                throw new IllegalArgumentException("memoryLimit was %d, but must be at least 1".formatted(bytes));
            }
            memoryLimit = bytes;
            return this;
        }

        /**
         * Sets the networks that make the picture; {@link Model#bundled()} by default. The caller still has to close
         * it, after the last run.
         */
        public Builder model(Model networks) {
            model = networks;
            return this;
        }

        /**
         * Sets what computes; {@link Device#AUTO} by default. One device serves the whole JVM, so this {@linkplain
         * Device#use() decides} at once: call it before a model is loaded.
         *
         * @throws DeviceUnavailableException if it cannot be used, or another is in use already
         */
        public Builder device(Device which) {
            which.use();
            return this;
        }

        /** Sets whether a prompt that is too long for the model is cut off instead of refused. */
        public Builder truncate(boolean whether) {
            truncate = whether;
            return this;
        }

        /**
         * The generation.
         *
         * @throws IllegalArgumentException if there is neither a prompt nor a target image, if the size is below one
         *     block of the model or needs more memory than there is, or if the model lacks what the start takes
         * @throws PromptTooLongException if a prompt has more tokens than the model takes, and is not to be truncated
         */
        public Generation build() {
            return new Generation(this);
        }

        private static int atLeast(int least, String parameter, int value) {
            if (value < least) {
                throw new IllegalArgumentException(
                        "%s was %d, but must be at least %d".formatted(parameter, value, least));
            }
            return value;
        }
    }
}
