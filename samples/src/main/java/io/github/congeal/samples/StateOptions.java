package io.github.congeal.samples;

import io.github.congeal.Generation;
import io.github.congeal.ResumeOptions;
import io.github.congeal.SavedRun;
import io.github.congeal.control.Control;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for runs that are saved and resumed. */
final class StateOptions {
    @Option(
            names = "--save-every",
            paramLabel = "N",
            description = "Save the run every N steps, and when Ctrl-C stops it, so that --resume can continue it.")
    private @Nullable Integer every;

    @Option(
            names = "--state",
            paramLabel = "FILE",
            description =
                    "The file for the saved run; without --save-every, it is written only when Ctrl-C stops the run."
                            + " Default: the file of --resume, or --out's name with .safetensors.")
    private @Nullable Path state;

    @Option(
            names = "--resume",
            paramLabel = "FILE",
            description =
                    "Continue a saved run, to the very pixels of the uninterrupted one. The file names its settings and its"
                            + " model.")
    private @Nullable Path resumed;

    @Option(
            names = "--resume-anyway",
            description =
                    "Resume even if the model, device, number of threads or version differs; so will the picture.")
    private boolean anyway;

    /** The saved run to resume, or null for a new run. */
    @Nullable
    Path resumed() {
        return resumed;
    }

    /** Returns whether a new run is to be saved. */
    boolean areGiven() {
        return every != null || state != null;
    }

    /**
     * Returns the file that the run is saved in, or null if it is not saved.
     *
     * @param out the file of the picture
     */
    @Nullable
    Path file(Path out) {
        if (state != null || every == null && resumed == null) {
            return state;
        }
        String name = out.getFileName().toString();
        return resumed != null
                ? resumed
                : out.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ".safetensors");
    }

    /** Returns whether the run is saved after a number of steps. */
    boolean isDue(int iteration) {
        return every != null && iteration > 0 && iteration % every == 0;
    }

    /**
     * Checks the options before the run.
     *
     * @throws IllegalArgumentException if one is out of range, or has no effect
     */
    void check() {
        if (every != null && every < 1) {
            throw new IllegalArgumentException("--save-every was %s, but must be at least 1".formatted(every));
        }
        if (anyway && resumed == null) {
            throw new IllegalArgumentException("--resume-anyway was given, but no --resume: give both");
        }
    }

    /**
     * Resumes a saved run.
     *
     * @param differences receives the differences from the saved run that are allowed
     */
    Generation resume(SavedRun saved, ResumeOptions options, List<Control<?>> controls, Consumer<String> differences) {
        ResumeOptions all = options.controls(controls);
        return saved.resume(anyway ? all.allowing(differences) : all);
    }
}
