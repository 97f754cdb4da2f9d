package io.github.congeal;

import io.github.congeal.control.Control;
import io.github.congeal.control.CutoutMethod;
import io.github.congeal.control.Device;
import io.github.congeal.control.MemoryPlan;
import io.github.congeal.control.Prompt;
import io.github.congeal.control.Schedule;
import io.github.congeal.control.Settings;
import io.github.congeal.control.Size;
import io.github.congeal.control.Start;
import io.github.congeal.control.Target;
import io.github.congeal.internal.engine.Defaults;
import io.github.congeal.internal.engine.DeviceChoice;
import io.github.congeal.internal.engine.Networks;
import io.github.congeal.internal.engine.Preparation;
import io.github.congeal.internal.engine.Run;
import io.github.congeal.model.Model;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
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
    private final Settings settings;
    private final Preparation preparation;

    private Generation(Model model, Settings said) {
        this.model = model;
        Networks networks = Networks.of(model);
        Settings complete = Defaults.complete(said, networks);
        complete = complete.with(Control.SIZE, inWholeBlocks(complete.get(Control.SIZE), networks.blockSize()));
        if (!complete.has(Control.SEED)) {
            complete = complete.with(Control.SEED, ThreadLocalRandom.current().nextLong(1L << 32));
        }
        if (complete.get(Control.PROMPTS).isEmpty()
                && complete.get(Control.TARGETS).isEmpty()) {
            throw new IllegalArgumentException(
                    "there is nothing to make: give at least one prompt or one target image");
        }
        preparation = Preparation.of(networks, complete);
        settings = complete.with(Control.MEMORY_PLAN, preparation.plan());
    }

    private static Size inWholeBlocks(Size size, int factor) {
        return new Size(roundedDown("width", size.width(), factor), roundedDown("height", size.height(), factor));
    }

    private static int roundedDown(String name, int length, int factor) {
        if (length < factor) {
            throw new IllegalArgumentException(
                    "%s was %d, but this model draws in blocks of %d pixels: give at least %d"
                            .formatted(name, length, factor, factor));
        }
        return length / factor * factor;
    }

    /** A builder. Everything but the prompts or targets has a default. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Reads the settings that {@link Frame#save} wrote into a PNG. The files named in it are opened again; a model
     * among them is loaded again, and the caller must close {@link #model()}.
     *
     * @throws IllegalArgumentException if the file carries no settings, or needs pictures that were only in memory when
     *     it was written
     * @throws IOException if the file cannot be read
     */
    public static Generation readFrom(Path png) throws IOException {
        return readFrom(png, Control.all());
    }

    /**
     * As {@link #readFrom(Path)}, with the given controls instead of {@link Control#all()}. Others in the file are
     * ignored.
     */
    public static Generation readFrom(Path png, List<Control<?>> controls) throws IOException {
        return Recipe.readFrom(png, controls).build();
    }

    /**
     * Begins a run. Nothing is computed before the first frame is asked for.
     *
     * @return frames 0 to {@link #iterations()}, but only every {@link #every()}th and the last; close it when done
     */
    public FrameIterator frames() {
        return new FrameIterator(this);
    }

    /**
     * As {@link #frames()}, for use in a loop. If the loop is left early, the run's memory is freed when the iterator
     * is garbage collected.
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

    Run newRun(BooleanSupplier cancelled) {
        return preparation.newRun(cancelled);
    }

    /** An estimate of the memory that a run of it takes at most, in bytes: the model's weights and all buffers. */
    public long memoryNeeded() {
        return preparation.bytes();
    }

    /**
     * All settings: those that were given, and the defaults for the rest. With the same model they make the same
     * picture again: {@code builder().settings(settings)}.
     */
    public Settings settings() {
        return settings;
    }

    /** The networks that make it. */
    public Model model() {
        return model;
    }

    /** What it should show, in words. */
    public List<Prompt> prompts() {
        return settings.get(Control.PROMPTS);
    }

    /** What it begins with unless there is an initial image. */
    public Start start() {
        return settings.get(Control.START);
    }

    /** Its width in pixels: as given, rounded down to whole blocks of the model. */
    public int width() {
        return settings.get(Control.SIZE).width();
    }

    /** Its height in pixels: as given, rounded down to whole blocks of the model. */
    public int height() {
        return settings.get(Control.SIZE).height();
    }

    /** How many steps are taken. */
    public int iterations() {
        return settings.get(Control.ITERATIONS);
    }

    /** How many steps lie between two frames. */
    public int every() {
        return settings.get(Control.EVERY);
    }

    /** The seed that decides every random draw: the one that was given, or the one that was drawn. */
    public long seed() {
        return settings.get(Control.SEED);
    }

    /** The optimiser's step size. */
    public Schedule stepSize() {
        return settings.get(Control.STEP_SIZE);
    }

    /** How many cutouts CLIP looks at in each step. */
    public int cutouts() {
        return settings.get(Control.CUTOUTS);
    }

    /** How the cutouts are made. */
    public CutoutMethod cutoutMethod() {
        return settings.get(Control.CUTOUT_METHOD);
    }

    /**
     * Builds a generation. Each method checks its argument at once and throws an {@link IllegalArgumentException} that
     * names the control, the value and what is allowed; so does setting a control twice. Not thread-safe.
     */
    public static final class Builder {
        private Settings said = Settings.EMPTY;
        private @Nullable Settings preset;
        private @Nullable Model model;
        private Device device = Device.AUTO;

        private Builder() {}

        /**
         * Sets a control. If it takes several values, they are added to those given before.
         *
         * @throws IllegalArgumentException if the value is not allowed or is a file without a picture, or if the
         *     control was set before
         */
        public <T> Builder set(Control<T> control, T value) {
            T opened = Pictures.opened(control, control.check(value));
            if (!said.has(control)) {
                said = said.with(control, opened);
            } else if (control.isSeveral()) {
                said = said.with(control, control.join(said.get(control), opened));
            } else {
                throw new IllegalArgumentException("%s was already set to %s: set it once"
                        .formatted(control.name(), control.write(said.get(control))));
            }
            return this;
        }

        /**
         * Sets one of {@link Control#all()} by its name and the written form of a value: {@code set("step-size", "0.1")}.
         *
         * @throws IllegalArgumentException if there is no such control, or as {@link #set(Control, Object)} does
         */
        public Builder set(String name, String text) {
            return setText(Control.named(name, Control.all()), text);
        }

        private <T> Builder setText(Control<T> control, String text) {
            return set(control, control.read(text));
        }

        /**
         * Sets values for the controls that are not set on this builder, such as the settings of another generation.
         *
         * @throws IllegalArgumentException if they name a file without a picture, or settings were given before
         */
        public Builder settings(Settings others) {
            if (preset != null) {
                throw new IllegalArgumentException("settings were already given: give them once, a.over(b)");
            }
            if (others == null) {
                throw new IllegalArgumentException("settings were null, but must be settings");
            }
            preset = Pictures.opened(others);
            return this;
        }

        /**
         * Adds a prompt of weight 1. The text is taken as it is; {@link Prompt#parse} reads several with their weights.
         *
         * @throws IllegalArgumentException if it is null or blank
         */
        public Builder prompt(String text) {
            return prompt(Prompt.of(text));
        }

        /** Adds a prompt. */
        public Builder prompt(Prompt prompt) {
            return prompts(Collections.singletonList(prompt));
        }

        /** Adds prompts. */
        public Builder prompts(List<Prompt> several) {
            return set(Control.PROMPTS, several);
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
            return set(Control.TARGETS, List.of(new Target(Pictures.source(Control.TARGETS, image), weight)));
        }

        /** Adds a picture that the result should become like; {@link #target(Path, double)} says the rest. */
        public Builder target(BufferedImage image, double weight) {
            return set(Control.TARGETS, List.of(new Target(Pictures.source(Control.TARGETS, image), weight)));
        }

        /**
         * Sets the picture to begin with, which is stretched to size.
         *
         * @throws IllegalArgumentException if there is no picture in the file
         */
        public Builder initialImage(Path image) {
            return set(Control.INITIAL_IMAGE, Pictures.source(Control.INITIAL_IMAGE, image));
        }

        /** Sets the picture to begin with, which is stretched to size. */
        public Builder initialImage(BufferedImage image) {
            return set(Control.INITIAL_IMAGE, Pictures.source(Control.INITIAL_IMAGE, image));
        }

        /** Sets what to begin with if there is no initial image. The default is what suits the model. */
        public Builder start(Start start) {
            return set(Control.START, start);
        }

        /**
         * Sets the size in pixels, which is rounded down to whole blocks of the model (8 or 16 pixels). The default is
         * the model's.
         *
         * @throws IllegalArgumentException if one of them is below 1
         */
        public Builder size(int width, int height) {
            return set(Control.SIZE, new Size(width, height));
        }

        /**
         * Sets how many steps are taken. The default is the model's.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Builder iterations(int count) {
            return set(Control.ITERATIONS, count);
        }

        /**
         * Sets how many steps lie between two frames; 1 by default.
         *
         * @throws IllegalArgumentException if it is below 1
         */
        public Builder every(int steps) {
            return set(Control.EVERY, steps);
        }

        /** Sets the seed. Without one it is drawn; {@link Generation#seed()} tells which. */
        public Builder seed(long number) {
            return set(Control.SEED, number);
        }

        /**
         * Sets the optimiser's step size. The default is the model's.
         *
         * @throws IllegalArgumentException if it is not a finite number above 0
         */
        public Builder stepSize(double size) {
            return stepSize(Schedule.constant(size));
        }

        /**
         * Sets the optimiser's step size, which may change in the course of the run. The default is the model's.
         *
         * @throws IllegalArgumentException if it is not always a finite number above 0
         */
        public Builder stepSize(Schedule size) {
            return set(Control.STEP_SIZE, size);
        }

        /**
         * Sets how many cutouts CLIP looks at in each step: more are slower and steadier. The default is the model's.
         *
         * @throws IllegalArgumentException if it is below 1
         */
        public Builder cutouts(int count) {
            return set(Control.CUTOUTS, count);
        }

        /** Sets how the cutouts are made. The default is the model's. */
        public Builder cutoutMethod(CutoutMethod method) {
            return set(Control.CUTOUT_METHOD, method);
        }

        /**
         * Sets how much memory the process may hold while it makes the picture, the networks included. If that is less
         * than the fastest plan needs, gradient checkpointing is used at more of the decoder's resolutions, and CLIP
         * embeds fewer cutouts at a time; each of these costs some per cent of time. {@link #build} refuses a picture
         * that cannot be made to fit, and names a size that would. The default is all available memory.
         *
         * <p>The limit decides in which order numbers are added, so the same seed may give other last digits with
         * another limit.
         *
         * @param bytes at least 1
         * @throws IllegalArgumentException if it is below 1
         */
        public Builder memoryLimit(long bytes) {
            return set(Control.MEMORY_LIMIT, bytes);
        }

        /**
         * Sets how the run trades time for memory. The default is the fastest plan that keeps to the limit; to make a
         * picture again to the last digit, give the plan it was made with.
         */
        public Builder memoryPlan(MemoryPlan plan) {
            return set(Control.MEMORY_PLAN, plan);
        }

        /**
         * Sets how many threads the run may use on the CPU, the one that asks for frames among them: its own and those of
         * the native libraries. One leaves the other processors to the program around it. The default is as many as there
         * are processors, or as the model was {@linkplain io.github.congeal.model.LoadOptions#threads loaded} for.
         *
         * @param most at least 1
         * @throws IllegalArgumentException if it is below 1
         */
        public Builder threads(int most) {
            return set(Control.THREADS, most);
        }

        /** Sets whether a prompt that is too long for the model is cut off instead of refused. */
        public Builder truncate(boolean whether) {
            return set(Control.TRUNCATE, whether);
        }

        /**
         * Sets the networks that make the picture; {@link Model#bundled()} by default. The caller still has to close
         * it, after the last run.
         *
         * @throws IllegalArgumentException if it has only a VQGAN or only a CLIP, or another was given before
         */
        public Builder model(Model networks) {
            if (model != null) {
                throw new IllegalArgumentException("model was already set to %s: set it once".formatted(model));
            }
            if (networks == null) {
                throw new IllegalArgumentException("model was null, but must be a model");
            }
            if (!networks.draws() || !networks.looks()) {
                throw new IllegalArgumentException(
                        "model was %s, but a picture takes a VQGAN and a CLIP: load both".formatted(networks));
            }
            model = networks;
            return this;
        }

        /**
         * Sets what computes if no model is given; {@link Device#AUTO} by default. A model has its device from {@link
         * io.github.congeal.model.LoadOptions#device}.
         *
         * @throws DeviceUnavailableException if it cannot be used
         */
        public Builder device(Device which) {
            if (which == null) {
                throw new IllegalArgumentException("device was null, but must be one of AUTO, CPU, GPU");
            }
            DeviceChoice.of(which);
            device = which;
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
            Settings all = preset == null ? said : said.over(preset);
            return new Generation(model == null ? Model.bundled(device) : model, all);
        }
    }
}
