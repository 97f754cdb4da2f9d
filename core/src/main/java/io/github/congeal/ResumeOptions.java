package io.github.congeal;

import io.github.congeal.control.Control;
import io.github.congeal.control.Loss;
import io.github.congeal.model.LoadOptions;
import io.github.congeal.model.Model;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Options for resuming a saved run. Immutable: each method returns new options.
 *
 * <pre>{@code
 * Generation.resume(file, ResumeOptions.defaults().model(model).allowing(difference -> log.warn(difference)))
 * }</pre>
 */
public final class ResumeOptions {
    private static final ResumeOptions DEFAULTS = new ResumeOptions(null, null, Map.of(), Control.all(), null);

    private final @Nullable Model model;
    private final @Nullable LoadOptions loading;
    private final Map<String, Loss> losses;
    private final List<Control<?>> controls;
    private final @Nullable Consumer<? super String> differences;

    private ResumeOptions(
            @Nullable Model model,
            @Nullable LoadOptions loading,
            Map<String, Loss> losses,
            List<Control<?>> controls,
            @Nullable Consumer<? super String> differences) {
        this.model = model;
        this.loading = loading;
        this.losses = losses;
        this.controls = controls;
        this.differences = differences;
    }

    /** Returns the default: the model that made the run is loaded again for as many threads, and nothing may differ. */
    public static ResumeOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Sets the model, which must be the one that made the run so far. No file that the state names is opened then, so
     * use this for states from an untrusted source.
     */
    public ResumeOptions model(Model value) {
        return new ResumeOptions(Objects.requireNonNull(value, "model"), loading, losses, controls, differences);
    }

    /** Sets how the model is loaded if none is given: on which device, with how many threads. */
    public ResumeOptions loading(LoadOptions value) {
        return new ResumeOptions(model, Objects.requireNonNull(value, "loading"), losses, controls, differences);
    }

    /** Supplies a {@linkplain Generation.Builder#loss loss} of the program's own, under the name that it had. */
    public ResumeOptions loss(String name, Loss loss) {
        Map<String, Loss> more = new LinkedHashMap<>(losses);
        more.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(loss, "loss"));
        return new ResumeOptions(model, loading, more, controls, differences);
    }

    /** Sets the controls that are read; {@link Control#all()} by default. */
    public ResumeOptions controls(List<Control<?>> value) {
        return new ResumeOptions(model, loading, losses, List.copyOf(value), differences);
    }

    /**
     * Resumes the run even if the model, the device, the number of threads or Congeal's version differs. The pixels
     * then differ from those of an uninterrupted run.
     *
     * @param each receives each difference, as a sentence
     */
    public ResumeOptions allowing(Consumer<? super String> each) {
        return new ResumeOptions(model, loading, losses, controls, Objects.requireNonNull(each, "each"));
    }

    Optional<Model> model() {
        return Optional.ofNullable(model);
    }

    Optional<LoadOptions> loading() {
        return Optional.ofNullable(loading);
    }

    Map<String, Loss> losses() {
        return losses;
    }

    List<Control<?>> controls() {
        return controls;
    }

    Optional<Consumer<? super String>> differences() {
        return Optional.ofNullable(differences);
    }
}
