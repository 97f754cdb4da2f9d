package io.github.congeal.model;

import io.github.congeal.control.Control;
import io.github.congeal.control.Device;
import io.github.congeal.internal.tensor.ThreadLimit;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Options for loading a model. Immutable: each method returns new options.
 *
 * <pre>{@code
 * Model.load(vqgan, clip, LoadOptions.defaults().activation(Activation.GELU).listener((done, total) -> bar.set(done, total)))
 * }</pre>
 */
public final class LoadOptions {
    private static final LoadOptions DEFAULTS = new LoadOptions(null, Device.AUTO, ThreadLimit.NONE, LoadListener.NONE);

    private final @Nullable Activation activation;
    private final Device device;
    private final int threads;
    private final LoadListener listener;

    private LoadOptions(@Nullable Activation activation, Device device, int threads, LoadListener listener) {
        this.activation = activation;
        this.device = device;
        this.threads = threads;
        this.listener = listener;
    }

    /** Returns the defaults: what the files say, the best device, and no listener. */
    public static LoadOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Sets the activation of CLIP's transformers. The default is stated by a configuration beside the file ({@code
     * open_clip_config.json}, Hugging Face's {@code config.json}, or a JSON file of the checkpoint's own name) or by
     * the catalogue's entry for a file of its name; otherwise it is {@link Activation#QUICK_GELU}.
     */
    public LoadOptions activation(Activation value) {
        return new LoadOptions(Objects.requireNonNull(value, "activation"), device, threads, listener);
    }

    /** Sets the listener for the progress of loading. */
    public LoadOptions listener(LoadListener value) {
        return new LoadOptions(activation, device, threads, Objects.requireNonNull(value, "listener"));
    }

    /** Sets the device; {@link Device#AUTO} by default. */
    public LoadOptions device(Device value) {
        return new LoadOptions(activation, Objects.requireNonNull(value, "device"), threads, listener);
    }

    /**
     * Limits the CPU threads that the model uses for a caller: the calling thread and those of the native libraries.
     * The default is the number of processors. A generation may be limited further.
     *
     * @param most at least 1
     * @throws IllegalArgumentException if it is below 1
     */
    public LoadOptions threads(int most) {
        return new LoadOptions(activation, device, Control.THREADS.check(most), listener);
    }

    Optional<Activation> activation() {
        return Optional.ofNullable(activation);
    }

    Device device() {
        return device;
    }

    int threads() {
        return threads;
    }

    LoadListener listener() {
        return listener;
    }
}
