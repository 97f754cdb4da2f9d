package io.github.congeal.model;

import io.github.congeal.control.Device;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a model is loaded. Immutable: each method returns new options.
 *
 * <pre>{@code
 * Model.load(vqgan, clip, LoadOptions.defaults().activation(Activation.GELU).listener((done, total) -> bar.set(done, total)))
 * }</pre>
 */
public final class LoadOptions {
    private static final LoadOptions DEFAULTS = new LoadOptions(null, Device.AUTO, LoadListener.NONE);

    private final @Nullable Activation activation;
    private final Device device;
    private final LoadListener listener;

    private LoadOptions(@Nullable Activation activation, Device device, LoadListener listener) {
        this.activation = activation;
        this.device = device;
        this.listener = listener;
    }

    /** What the files say, the best device, and no listener. */
    public static LoadOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Sets the activation of CLIP's transformers. By default it is what a configuration beside the file says ({@code
     * open_clip_config.json}, {@code config.json} of Hugging Face, or a JSON file of the checkpoint's own name), and
     * without one {@link Activation#QUICK_GELU}.
     */
    public LoadOptions activation(Activation value) {
        return new LoadOptions(Objects.requireNonNull(value, "activation"), device, listener);
    }

    /** Sets the listener for the progress. */
    public LoadOptions listener(LoadListener value) {
        return new LoadOptions(activation, device, Objects.requireNonNull(value, "listener"));
    }

    /** Sets what computes; {@link Device#AUTO} by default. */
    public LoadOptions device(Device value) {
        return new LoadOptions(activation, Objects.requireNonNull(value, "device"), listener);
    }

    Optional<Activation> activation() {
        return Optional.ofNullable(activation);
    }

    Device device() {
        return device;
    }

    LoadListener listener() {
        return listener;
    }
}
