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
 * How a saved run is resumed. Immutable: each method returns new options.
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

    /** The model that made the run, loaded again, on as many threads; nothing may be different. */
    public static ResumeOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Sets the model, which must be the one that made the run so far. No file that the state names is opened then: for
     * states from an unknown source.
     */
    public ResumeOptions model(Model value) {
        return new ResumeOptions(Objects.requireNonNull(value, "model"), loading, losses, controls, differences);
    }

    /** Sets how the model is loaded, if none is given: on which device, with how many threads. */
    public ResumeOptions loading(LoadOptions value) {
        return new ResumeOptions(model, Objects.requireNonNull(value, "loading"), losses, controls, differences);
    }

    /** Gives a {@linkplain Generation.Builder#loss loss} of the program's own again, by the name that it had. */
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
     * Resumes the run even where the model, the device, the number of threads or Congeal itself is not what it was: the
     * picture then becomes another one than that of an uninterrupted run.
     *
     * @param each is told each difference, as a sentence
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
