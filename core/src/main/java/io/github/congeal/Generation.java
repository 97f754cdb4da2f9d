package io.github.congeal;

import io.github.congeal.control.Control;
import io.github.congeal.control.CutoutMethod;
import io.github.congeal.control.Device;
import io.github.congeal.control.Loss;
import io.github.congeal.control.Prompt;
import io.github.congeal.control.Schedule;
import io.github.congeal.control.Settings;
import io.github.congeal.control.Size;
import io.github.congeal.control.Start;
import io.github.congeal.internal.engine.Defaults;
import io.github.congeal.internal.engine.DeviceChoice;
import io.github.congeal.internal.engine.Networks;
import io.github.congeal.internal.engine.Preparation;
import io.github.congeal.internal.engine.RunThreads;
import io.github.congeal.model.Model;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A picture to be made: its prompts, size, seed, number of steps and all other settings.
 *
 * <p>Immutable and thread-safe. Each call of {@link #frames()} begins an independent run; on one machine and with one
 * number of threads, all of them give the same pixels, bit for bit.
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
    private final Settings said;
    private final Settings settings;
    private final Map<String, Loss> losses;
    private final List<Consumer<? super Frame>> listeners;
    private final Preparation preparation;
    private final Changes changes;
    private final @Nullable SavedRun saved;

    private Generation(
            Model model,
            Settings said,
            Map<String, Loss> losses,
            List<Consumer<? super Frame>> listeners,
            @Nullable SavedRun saved) {
        this.saved = saved;
        this.model = model;
        this.said = said;
        this.losses = losses;
        this.listeners = listeners;
        Networks networks = Networks.of(model);
        Settings complete = Defaults.complete(said, networks);
        complete = complete.with(Control.SIZE, inWholeBlocks(complete, networks));
        if (!complete.has(Control.SEED)) {
            complete = complete.with(Control.SEED, ThreadLocalRandom.current().nextLong(1L << 32));
        }
        Contradictions.refuse(complete, losses);
        preparation = Preparation.of(networks, complete, losses);
        settings = complete.with(Control.MEMORY_PLAN, preparation.plan());
        changes = new Changes(networks, settings, losses, preparation.bytes());
        changes.require();
        stages().smaller().forEach(size -> changes.prepare(settings.with(Control.SIZE, size)));
    }

    private static Size inWholeBlocks(Settings settings, Networks networks) {
        Size size = settings.get(Control.SIZE);
        if (settings.has(Control.PIXELS)) {
            return inWholeCells(size, settings.get(Control.PIXELS));
        }
        int factor = networks.blockSize();
        return new Size(roundedDown("width", size.width(), factor), roundedDown("height", size.height(), factor));
    }

    private static Size inWholeCells(Size size, Size cells) {
        int side = Math.min(size.width() / cells.width(), size.height() / cells.height());
        if (side < 1) {
            throw new IllegalArgumentException(
                    "size was %s, but pixels was %s: give at least as many pixels as cells".formatted(size, cells));
        }
        return new Size(side * cells.width(), side * cells.height());
    }

    private static int roundedDown(String name, int length, int factor) {
        if (length < factor) {
            throw new IllegalArgumentException(
                    "%s was %s, but this model draws in blocks of %s pixels: give at least %s"
                            .formatted(name, length, factor, factor));
        }
        return length / factor * factor;
    }

    /** Returns a new builder. Everything but the prompts or targets has a default. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Reads the settings that {@link Frame#save} wrote into a PNG. Opens the files that they name; a model among them
     * is loaded, and the caller must close {@link #model()}. For a PNG from an untrusted source, which should not
     * decide which files are opened, use {@link #readFrom(InputStream, Model)}.
     *
     * @throws IllegalArgumentException if the file carries no settings, or needs pictures that were only in memory when
     *     it was written
     * @throws IOException if the file cannot be read
     */
    public static Generation readFrom(Path png) throws IOException {
        return readFrom(png, Control.all());
    }

    /**
     * Like {@link #readFrom(Path)}, but reads the given controls instead of {@link Control#all()}. Others in the file
     * are ignored.
     */
    public static Generation readFrom(Path png, List<Control<?>> controls) throws IOException {
        return RecipeReader.in(png).generation(controls, Map.of());
    }

    /**
     * Like {@link #readFrom(Path)}, for a picture that was judged by {@linkplain Builder#loss losses} of the program's
     * own.
     *
     * @param losses the losses, by the names that they had
     * @throws IllegalArgumentException if one is missing
     */
    public static Generation readFrom(Path png, Map<String, Loss> losses) throws IOException {
        return RecipeReader.in(png).generation(Control.all(), losses);
    }

    /** Like {@link #readFrom(Path)}, from a stream, which is read to the end of the PNG and stays open. */
    public static Generation readFrom(InputStream png) throws IOException {
        return RecipeReader.in(png).generation(Control.all(), Map.of());
    }

    /**
     * Reads the settings in a PNG from an untrusted source: opens none of the files that they name.
     *
     * @param png the PNG; the stream stays open
     * @param model the model that makes the picture, in place of the one that the PNG names
     * @throws IllegalArgumentException if the PNG carries no settings, or if they need a picture: a target or an
     *     initial image
     * @throws IOException if the stream cannot be read
     */
    public static Generation readFrom(InputStream png, Model model) throws IOException {
        return RecipeReader.in(png).builderWithoutFiles(Control.all(), model).build();
    }

    /**
     * Resumes a run that {@link FrameIterator#save} wrote into a file, perhaps in another process: {@code for (Frame
     * frame : Generation.resume(file))}. From that step on, the frames have the very pixels of the uninterrupted run.
     * Opens the model files that the state names; the caller must close {@link #model()}. For a state from an untrusted
     * source, give a {@linkplain ResumeOptions#model model}.
     *
     * @throws CheckpointException if the file is missing, damaged or not a saved run, or if a file of the model cannot
     *     be read
     * @throws IllegalArgumentException if the model, the device, the number of threads or Congeal's version differs;
     *     the message says which, and {@link ResumeOptions#allowing} permits it
     */
    public static Generation resume(Path file) {
        return resume(file, ResumeOptions.defaults());
    }

    /** Like {@link #resume(Path)}, with options as in {@link SavedRun#resume(ResumeOptions)}. */
    public static Generation resume(Path file, ResumeOptions options) {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(options, "options");
        return SavedRun.read(file).resume(options);
    }

    /**
     * Returns a builder with everything that was set for this generation (prompts, model, listeners) and the next seed,
     * so that it makes another picture of the same. Settings made on the builder replace these.
     */
    public Builder toBuilder() {
        return new Builder(this, seed() + 1);
    }

    /** Runs to the end and returns the last frame's picture. Takes as long as the whole run. */
    public BufferedImage image() {
        return frames().last().image();
    }

    /**
     * Returns this generation and others that differ only in their seeds, which count on from this one's.
     *
     * @param count the number of generations, from 1 to 10,000
     * @throws IllegalArgumentException if it is out of range
     */
    public Variants variants(int count) {
        return new Variants(this, count);
    }

    Generation withSeed(long seed) {
        return new Generation(model, settings.with(Control.SEED, seed), losses, listeners, null);
    }

    /**
     * Starts a run on a thread of the executor and returns at once. The run keeps that thread until it has ended.
     *
     * @throws java.util.concurrent.RejectedExecutionException if the executor accepts no more tasks
     */
    public GenerationTask start(Executor executor) {
        Objects.requireNonNull(executor, "executor");
        GenerationTask task = new GenerationTask(this);
        executor.execute(task::run);
        return task;
    }

    /**
     * Starts a run. Nothing is computed until the first frame is asked for.
     *
     * @return every {@link #every()}th of the frames 0 to {@link #iterations()}, and the last; close it when done
     */
    public FrameIterator frames() {
        return new FrameIterator(this);
    }

    /**
     * Same as {@link #frames()}, for use in a loop. If the loop is left early, the run's memory is freed when the
     * iterator is garbage collected.
     */
    @Override
    public FrameIterator iterator() {
        return frames();
    }

    /** Same as {@link #frames()}, as a sequential stream; closing it ends the run. */
    public Stream<Frame> stream() {
        FrameIterator frames = frames();
        int characteristics = Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.DISTINCT;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(frames, characteristics), false)
                .onClose(frames::close);
    }

    /** Passes a frame to the listeners. */
    void announce(Frame frame) {
        listeners.forEach(listener -> listener.accept(frame));
    }

    /** Returns the changes that its runs can follow. */
    Changes changes() {
        return changes;
    }

    /** Returns the sizes at which it is made. */
    Stages stages() {
        return Stages.of(settings, Networks.of(model).blockSize());
    }

    /** Returns the saved run that its runs continue; empty if they begin at the beginning. */
    Optional<SavedRun> saved() {
        return Optional.ofNullable(saved);
    }

    /**
     * Returns the preparation for runs with changed settings that continue runs of this generation.
     *
     * @param others its own settings, the very object, or others, even equal ones: a picture's file may have new content
     * @throws IllegalArgumentException if they need more memory than was planned, or leave nothing to make
     */
    Preparation prepared(Settings others) {
        return others == settings ? preparation : changes.prepare(others);
    }

    /** Estimates the most memory that a run takes, in bytes: the model's weights and all buffers. */
    public long memoryNeeded() {
        return preparation.bytes();
    }

    /**
     * Returns all settings, with defaults for those that were not given. With the same model they reproduce the
     * picture: {@code builder().settings(settings)}.
     */
    public Settings settings() {
        return settings;
    }

    /** Returns the names of the caller's own losses. */
    List<String> ownLosses() {
        return List.copyOf(losses.keySet());
    }

    /** Returns the networks that make the picture. */
    public Model model() {
        return model;
    }

    /** Returns what the picture should show, in words. */
    public List<Prompt> prompts() {
        return settings.get(Control.PROMPTS);
    }

    /** Returns what the run begins with if there is no initial image. */
    public Start start() {
        return settings.get(Control.START);
    }

    /** Returns the width in pixels: the given one, rounded down to whole blocks of the model or whole cells. */
    public int width() {
        return settings.get(Control.SIZE).width();
    }

    /** Returns the height in pixels: the given one, rounded down to whole blocks of the model or whole cells. */
    public int height() {
        return settings.get(Control.SIZE).height();
    }

    /** Returns the number of steps. */
    public int iterations() {
        return settings.get(Control.ITERATIONS);
    }

    /** Returns the number of steps between two frames. */
    public int every() {
        return settings.get(Control.EVERY);
    }

    /** Returns the seed that decides every random draw, whether it was given or drawn. */
    public long seed() {
        return settings.get(Control.SEED);
    }

    /** Returns the optimiser's step size. */
    public Schedule stepSize() {
        return settings.get(Control.STEP_SIZE);
    }

    /** Returns the number of cutouts that CLIP judges in each step. */
    public int cutouts() {
        return settings.get(Control.CUTOUTS);
    }

    /** Returns how the cutouts are made. */
    public CutoutMethod cutoutMethod() {
        return settings.get(Control.CUTOUT_METHOD);
    }

    /**
     * Builds a {@link Generation}. Each method checks its argument at once and throws an {@link
     * IllegalArgumentException} that names the control, the value and what is allowed, also if a control is set twice.
     * Not thread-safe.
     */
    public static final class Builder extends ControlSetters {
        private final Map<String, Loss> losses = new LinkedHashMap<>();
        private final List<Consumer<? super Frame>> listeners = new ArrayList<>();
        private Settings said = Settings.EMPTY;
        private @Nullable Settings preset;
        private @Nullable Preset underneath;
        private @Nullable Model model;
        private @Nullable Model usualModel;
        private Device device = Device.AUTO;
        private @Nullable SavedRun saved;

        private Builder() {}

        /** Begins with everything that was set for a generation, and another seed. */
        private Builder(Generation generation, long seed) {
            losses.putAll(generation.losses);
            listeners.addAll(generation.listeners);
            preset = generation.said.with(Control.SEED, seed);
            usualModel = generation.model;
        }

        /**
         * Sets a control. For a control with several values, adds to those given before.
         *
         * @throws IllegalArgumentException if the value is not allowed or is a file without a picture, or if the
         *     control was set before
         */
        @Override
        public <T> Builder set(Control<T> control, T value) {
            Objects.requireNonNull(control, "control");
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
         * Sets one of {@link Control#all()} by its name and the written form of a value: {@code set("step-size",
         * "0.1")}.
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
         * Applies a preset that comes with Congeal. Its values yield to those set on this builder and in its {@link
         * #settings(Settings)}, and precede the model's.
         *
         * @param name one of {@link Preset#names()}
         * @throws IllegalArgumentException if there is no such preset, or a preset was given before
         */
        public Builder preset(String name) {
            return preset(Preset.of(name));
        }

        /**
         * Applies a preset of your own, from a file as {@link SettingsFile} writes it; see {@link #preset(String)}.
         *
         * @throws IOException if it cannot be read
         */
        public Builder preset(Path file) throws IOException {
            return preset(Preset.read(file));
        }

        /**
         * Applies a preset; see {@link #preset(String)}.
         *
         * @throws IllegalArgumentException if it names a file without a picture, or a preset was given before
         */
        public Builder preset(Preset one) {
            if (underneath != null) {
                throw new IllegalArgumentException(
                        "preset was already set to %s: set it once".formatted(underneath.name()));
            }
            underneath = new Preset(one.name(), Pictures.opened(one.settings()));
            return this;
        }

        /**
         * Sets the networks that make the picture; {@link Model#bundled()} by default. The caller must still close the
         * model, after the last run.
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

        /** Makes the runs continue a saved one of the same settings. */
        Builder goingOnFrom(SavedRun run) {
            saved = run;
            return this;
        }

        /**
         * Sets the device for the bundled model, if no model is given; {@link Device#AUTO} by default. A loaded model
         * has its device from {@link io.github.congeal.model.LoadOptions#device}.
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
         * Adds a listener that receives each frame of each run before it is handed out, on the thread that asked for
         * it. An exception from the listener ends the run.
         */
        public Builder onFrame(Consumer<? super Frame> listener) {
            listeners.add(Objects.requireNonNull(listener, "listener"));
            return this;
        }

        /**
         * Adds a loss of your own, which judges the picture beside all others, or alone. A PNG carries its name; {@link
         * Generation#readFrom(Path, Map)} takes the loss again.
         *
         * @param name its name among {@link Frame#lossNames()}
         * @throws IllegalArgumentException if the name is blank or was given before
         */
        public Builder loss(String name, Loss loss) {
            Objects.requireNonNull(loss, "loss");
            if (name == null || name.isBlank() || losses.putIfAbsent(name, loss) != null) {
                throw new IllegalArgumentException(
                        "a loss was called \"%s\", but must have a name of its own".formatted(name));
            }
            return this;
        }

        /**
         * Builds the generation.
         *
         * @throws IllegalArgumentException if there is neither a prompt nor a story, target image or loss, if settings
         *     contradict each other, if the size is below one block of the model or needs more memory than there is, or
         *     if the model lacks what the start needs
         * @throws PromptTooLongException if a prompt has more tokens than the model takes, and is not to be truncated
         */
        public Generation build() {
            Settings all = preset == null ? said : said.over(preset);
            if (underneath != null) {
                all = all.over(underneath.settings());
            }
            Model chosen = model == null ? usualModel : model;
            if (chosen == null) {
                chosen = RunThreads.within(all, () -> Model.bundled(device));
            }
            return new Generation(
                    chosen,
                    all,
                    Collections.unmodifiableMap(new LinkedHashMap<>(losses)),
                    List.copyOf(listeners),
                    saved);
        }
    }
}
