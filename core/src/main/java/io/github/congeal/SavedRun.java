package io.github.congeal;

import io.github.congeal.control.Control;
import io.github.congeal.control.Device;
import io.github.congeal.control.ImageSource;
import io.github.congeal.control.Settings;
import io.github.congeal.internal.engine.KeptState;
import io.github.congeal.internal.engine.Machine;
import io.github.congeal.internal.engine.Networks;
import io.github.congeal.internal.engine.Run;
import io.github.congeal.internal.engine.StateFile;
import io.github.congeal.internal.file.WritableFile;
import io.github.congeal.model.LoadOptions;
import io.github.congeal.model.Model;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A run as it was after some step, from {@link FrameIterator#saved()}: everything needed to continue it with the very
 * pixels of the uninterrupted run, in this process or, from a file, in another. Immutable, and independent of the run.
 *
 * <p>The file is in the safetensors format. It holds the canvas, the state of the optimiser and of everything else with
 * a memory, the settings as in a PNG, the pictures that they name, and a fingerprint of the model, but not the model
 * itself.
 */
public final class SavedRun {
    private static final String ELAPSED = Recipe.PREFIX + "elapsed";
    private static final String DEVICE = Recipe.PREFIX + "device";
    private static final String THREADS = Recipe.PREFIX + "thread-count";
    private static final String FINGERPRINT = Recipe.PREFIX + "model-fingerprint";
    private static final String UNKNOWN = "unknown";

    /** Marks the pictures that have no file. */
    private static final String IN_MEMORY = Recipe.PREFIX + "picture-in-memory.";

    private final String source;
    private final StateFile content;
    private final RecipeReader recipe;
    private final int iteration;
    private final Duration elapsed;
    private final Machine machine;

    private SavedRun(String source, StateFile content) {
        this.source = source;
        this.content = content;
        this.recipe = new RecipeReader(source, content.text());
        this.iteration = Math.toIntExact(number(Recipe.ITERATION));
        this.elapsed = Duration.ofNanos(number(ELAPSED));
        this.machine = new Machine(recipe.value(DEVICE), Math.toIntExact(number(THREADS)));
    }

    private long number(String key) {
        long number = Long.parseLong(recipe.value(key));
        if (number < 0) {
            throw new IllegalArgumentException("%s was %s, but must be at least 0".formatted(key, number));
        }
        return number;
    }

    /**
     * Saves a run as it is now.
     *
     * @param settings the run's settings, with everything that was changed in mid-run
     */
    static SavedRun of(Generation generation, Settings settings, Run run, Duration elapsed) {
        List<BufferedImage> pictures = new ArrayList<>();
        Map<String, String> text = new LinkedHashMap<>();
        Settings named = Pictures.replaced(settings, (control, picture) -> {
            pictures.add(picture.image().orElseThrow());
            if (picture.path().isPresent()) {
                return picture;
            }
            String key = IN_MEMORY + (pictures.size() - 1);
            text.put(key, ImageSource.IN_MEMORY);
            return ImageSource.of(Path.of(key.replace(':', '-')));
        });
        text.putAll(new Recipe(generation, named).at(run.iteration()));
        text.put(ELAPSED, Long.toString(elapsed.toNanos()));
        Machine machine = Machine.of(Networks.of(generation.model()), generation.settings());
        text.put(DEVICE, machine.device());
        text.put(THREADS, Integer.toString(machine.threads()));
        text.put(FINGERPRINT, fingerprint(generation.model()));
        return new SavedRun("the saved run", new StateFile(text, run.saved("the saved run"), pictures));
    }

    /**
     * Returns the model's fingerprint, or that it is unknown: a model file that is gone must not prevent saving a run.
     */
    private static String fingerprint(Model model) {
        try {
            return model.fingerprint();
        } catch (CheckpointException e) {
            return UNKNOWN;
        }
    }

    /**
     * Reads a file that {@link #write} wrote. No other file is opened.
     *
     * @throws CheckpointException if there is no such file, or if it is not a saved run, or is damaged
     */
    public static SavedRun read(Path file) {
        StateFile content = StateFile.read(Objects.requireNonNull(file, "file"));
        try {
            SavedRun run = new SavedRun(file.toString(), content);
            if (run.losses().size() < run.iteration) {
                throw new IllegalArgumentException("it tells of %s steps, but of %s losses"
                        .formatted(run.iteration, run.losses().size()));
            }
            return run;
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new CheckpointException(file.toString(), null, "it holds no saved run: " + e.getMessage(), e);
        }
    }

    /**
     * Checks that a run can be written to a path, before time is spent on it.
     *
     * @throws IOException if the path is a folder or write-protected, or its folder is missing or takes no files; the
     *     message is a sentence
     */
    public static void requireWritable(Path file) throws IOException {
        WritableFile.require(Objects.requireNonNull(file, "file"));
    }

    /**
     * Writes the run as a safetensors file. The file appears under its name only when it is complete; until then a file
     * that has the name stays as it is.
     *
     * @throws CheckpointException if it cannot be written
     */
    public void write(Path file) {
        content.write(Objects.requireNonNull(file, "file"));
    }

    /** Returns the number of steps taken before it was saved. */
    public int iteration() {
        return iteration;
    }

    /** Returns the total loss of each picture so far, beginning with the picture before any step. */
    public List<Double> losses() {
        return content.state().losses();
    }

    /** Returns the time that the run has taken so far. */
    public Duration elapsed() {
        return elapsed;
    }

    /** Same as {@link #resume(ResumeOptions)} with the defaults. */
    public Generation resume() {
        return resume(ResumeOptions.defaults());
    }

    /**
     * Returns a generation whose runs continue from here; their first frame is the one after which this was saved. If a
     * model is loaded for it, the caller must close {@link Generation#model()}.
     *
     * @throws CheckpointException if its settings cannot be followed, or a file of the model cannot be read
     * @throws IllegalArgumentException if the model, device, number of threads or version differs and that is not
     *     {@linkplain ResumeOptions#allowing allowed}; if a loss of the program's own is missing; if a file would have
     *     to be opened although a model is given; or as {@link Generation.Builder#build()} does
     */
    public Generation resume(ResumeOptions options) {
        Objects.requireNonNull(options, "options");
        Settings settings = settings(options.controls());
        if (options.model().isPresent()) {
            settings.namingFiles().stream().findFirst().ifPresent(control -> {
                throw new IllegalArgumentException("%s takes something from a file (%s), and none may be opened"
                        .formatted(source, control.name()));
            });
        }
        Generation.Builder builder = recipe.withLosses(options.losses()).settings(settings);
        Model model =
                options.model().orElseGet(() -> recipe.model(options.loading().orElse(asBefore())));
        try {
            Generation generation = builder.model(model).goingOnFrom(this).build();
            tell(differences(generation), options);
            return generation;
        } catch (RuntimeException | Error e) {
            if (options.model().isEmpty()) {
                model.close();
            }
            throw e;
        }
    }

    private Settings settings(List<Control<?>> controls) {
        try {
            Iterator<BufferedImage> pictures = content.pictures().iterator();
            int[] number = {0};
            return Pictures.replaced(recipe.settings(controls), (control, named) -> {
                if (!pictures.hasNext()) {
                    throw new IllegalArgumentException("the picture of %s is missing".formatted(control.name()));
                }
                BufferedImage picture = pictures.next();
                return content.text().containsKey(IN_MEMORY + number[0]++)
                        ? ImageSource.of(picture)
                        : named.with(picture);
            });
        } catch (IllegalArgumentException e) {
            throw new CheckpointException(source, null, "its settings cannot be followed: " + e.getMessage(), e);
        }
    }

    /** Returns options for the same device, where it is known, and no more threads. */
    private LoadOptions asBefore() {
        LoadOptions options = LoadOptions.defaults().threads(Math.max(machine.threads(), 1));
        return machine.device().equals(Device.CPU.name()) ? options.device(Device.CPU) : options;
    }

    private List<String> differences(Generation generation) {
        List<String> differences = new ArrayList<>();
        Machine now = Machine.of(Networks.of(generation.model()), generation.settings());
        if (!now.device().equals(machine.device())) {
            differences.add("it was computed on the %s, and now it would be on the %s"
                    .formatted(machine.device(), now.device()));
        }
        if (now.threads() != machine.threads()) {
            differences.add(
                    "%s threads computed it, and now there would be %s".formatted(machine.threads(), now.threads()));
        }
        if (!recipe.value(FINGERPRINT).equals(generation.model().fingerprint())) {
            differences.add("its model had other weights than " + generation.model());
        }
        if (!recipe.value(Recipe.VERSION).equals(Version.CURRENT)) {
            differences.add("it was saved by Congeal %s, and this is %s"
                    .formatted(recipe.value(Recipe.VERSION), Version.CURRENT));
        }
        return differences;
    }

    private void tell(List<String> differences, ResumeOptions options) {
        options.differences().ifPresentOrElse(differences::forEach, () -> {
            if (!differences.isEmpty()) {
                throw new IllegalArgumentException(
                        "%s cannot be resumed to the same pixels: %s. Where that does not matter, allow it with ResumeOptions.allowing"
                                .formatted(source, String.join("; ", differences)));
            }
        });
    }

    /** Returns the state that a run continues from. */
    KeptState state() {
        return content.state();
    }
}
