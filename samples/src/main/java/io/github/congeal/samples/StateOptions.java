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

    /** The run that is to be resumed, or null for a new one. */
    @Nullable
    Path resumed() {
        return resumed;
    }

    /**
     * The file that the run is saved in, or null if it is not to be saved.
     *
     * @param out where the picture goes
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

    /** Whether the run is to be saved after so many steps. */
    boolean isDue(int iteration) {
        return every != null && iteration > 0 && iteration % every == 0;
    }

    /**
     * Looks at the options before the run.
     *
     * @throws IllegalArgumentException if one is out of range, or nothing can come of it
     */
    void check() {
        if (every != null && every < 1) {
            throw new IllegalArgumentException("--save-every was %d, but must be at least 1".formatted(every));
        }
        if (anyway && resumed == null) {
            throw new IllegalArgumentException("--resume-anyway was given, but no --resume: give both");
        }
    }

    /**
     * Goes on with a saved run.
     *
     * @param differences is told what is not as it was, where that is allowed
     */
    Generation resume(SavedRun saved, ResumeOptions options, List<Control<?>> controls, Consumer<String> differences) {
        ResumeOptions all = options.controls(controls);
        return saved.resume(anyway ? all.allowing(differences) : all);
    }
}
