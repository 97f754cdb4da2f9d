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
     * among them is loaded again, and the caller must close {@link #model()}. For a PNG from a stranger, who should not
     * say which files are opened, there is {@link #readFrom(InputStream, Model)}.
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
        return RecipeReader.in(png).builder(controls).build();
    }

    /**
     * As {@link #readFrom(Path)}, for a picture that was judged by {@linkplain Builder#loss losses} of the program's own.
     *
     * @param losses by the names that they had
     * @throws IllegalArgumentException if one is missing
     */
    public static Generation readFrom(Path png, Map<String, Loss> losses) throws IOException {
        return RecipeReader.in(png).builder(Control.all(), losses).build();
    }

    /** As {@link #readFrom(Path)}, from a stream, which stays open and is read up to the end of the PNG. */
    public static Generation readFrom(InputStream png) throws IOException {
        return RecipeReader.in(png).builder(Control.all()).build();
    }

    /**
     * Reads the settings in a PNG without opening any file that they name: for PNGs from an unknown source.
     *
     * @param png stays open
     * @param model makes the picture, whatever made it before
     * @throws IllegalArgumentException if the PNG carries no settings, or if they take a picture: a target or an initial
     *     image
     * @throws IOException if the stream cannot be read
     */
    public static Generation readFrom(InputStream png, Model model) throws IOException {
        return RecipeReader.in(png).builderWithoutFiles(Control.all(), model).build();
    }

    /**
     * Goes on with a run that {@link FrameIterator#save} wrote into a file, perhaps in another process: {@code for (Frame
     * frame : Generation.resume(file))}. The frames are those of the uninterrupted run from that step on, to the very
     * pixels. The model's files that the state names are opened again; the caller must close {@link #model()}. For a state
     * from a stranger, give a {@linkplain ResumeOptions#model model}.
     *
     * @throws CheckpointException if there is no such file, if it is none of a saved run, or damaged, or if a file of the
     *     model cannot be read
     * @throws IllegalArgumentException if the model, the device, the number of threads or Congeal's version is not what it
     *     was: the message says what; {@link ResumeOptions#allowing} allows it
     */
    public static Generation resume(Path file) {
        return resume(file, ResumeOptions.defaults());
    }

    /** As {@link #resume(Path)}, with another model, or other differences, as {@link SavedRun#resume(ResumeOptions)} has it. */
    public static Generation resume(Path file, ResumeOptions options) {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(options, "options");
        return SavedRun.read(file).resume(options);
    }

    /**
     * A builder with everything that was set on this one's: the prompts, the model, the listeners. Only the seed is the
     * next one, so that it makes another picture of the same. What is set on it takes the place of what it begins with.
     */
    public Builder toBuilder() {
        return new Builder(this, seed() + 1);
    }

    /** Makes the picture: the last frame's, with those before it thrown away. Takes as long as the whole run. */
    public BufferedImage image() {
        return frames().last().image();
    }

    /**
     * Other pictures of the same: this one, and those with the next seeds.
     *
     * @param count how many in all, from 1 to 10,000
     * @throws IllegalArgumentException if there are none, or more
     */
    public Variants variants(int count) {
        return new Variants(this, count);
    }

    Generation withSeed(long seed) {
        return new Generation(model, settings.with(Control.SEED, seed), losses, listeners, null);
    }

    /**
     * Begins a run on a thread of the executor, and returns at once. The task keeps that thread until the run has ended.
     *
     * @throws java.util.concurrent.RejectedExecutionException if the executor takes no more
     */
    public GenerationTask start(Executor executor) {
        Objects.requireNonNull(executor, "executor");
        GenerationTask task = new GenerationTask(this);
        executor.execute(task::run);
        return task;
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

    /** Tells the listeners of a frame. */
    void announce(Frame frame) {
        listeners.forEach(listener -> listener.accept(frame));
    }

    /** What may change in its runs. */
    Changes changes() {
        return changes;
    }

    /** The sizes in which it is made. */
    Stages stages() {
        return Stages.of(settings, Networks.of(model).blockSize());
    }

    /** What its runs go on from; empty if they begin at the beginning. */
    Optional<SavedRun> saved() {
        return Optional.ofNullable(saved);
    }

    /**
     * What begins runs of other settings that go on from runs of this.
     *
     * @throws IllegalArgumentException if they need more memory than was planned, or leave nothing to make
     */
    Preparation prepared(Settings others) {
        return others.equals(settings) ? preparation : changes.prepare(others);
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

    /** The names of the losses of the caller's own. */
    List<String> ownLosses() {
        return List.copyOf(losses.keySet());
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

        /** What makes a generation, with another seed. */
        private Builder(Generation generation, long seed) {
            losses.putAll(generation.losses);
            listeners.addAll(generation.listeners);
            preset = generation.said.with(Control.SEED, seed);
            usualModel = generation.model;
        }

        /**
         * Sets a control. If it takes several values, they are added to those given before.
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
         * Sets values for what neither this builder nor its {@link #settings(Settings)} set, and before the model does.
         *
         * @param name one of {@link Preset#names()}
         * @throws IllegalArgumentException if there is none of that name, or a preset was given before
         */
        public Builder preset(String name) {
            return preset(Preset.of(name));
        }

        /**
         * The same with a preset of your own: a file as {@link SettingsFile} writes it.
         *
         * @throws IOException if it cannot be read
         */
        public Builder preset(Path file) throws IOException {
            return preset(Preset.read(file));
        }

        /**
         * The same with a preset from anywhere.
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

        /** Has its runs go on from a saved one of the same settings. */
        Builder goingOnFrom(SavedRun run) {
            saved = run;
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
         * Adds a listener that is given each frame of each run, after it was made and before it is handed out, on the
         * thread that asked for it. An exception that it throws ends the run.
         */
        public Builder onFrame(Consumer<? super Frame> listener) {
            listeners.add(Objects.requireNonNull(listener, "listener"));
            return this;
        }

        /**
         * Adds a loss of your own, by which the picture is judged beside all others, or alone. A PNG carries its name, and
         * {@link Generation#readFrom(Path, Map)} takes it again.
         *
         * @param name what it is called among {@link Frame#lossNames()}
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
         * The generation.
         *
         * @throws IllegalArgumentException if there is neither a prompt nor a target image nor a loss, if the size is below one
         *     block of the model or needs more memory than there is, or if the model lacks what the start takes
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
