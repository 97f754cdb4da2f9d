package io.github.congeal;

import io.github.congeal.internal.tensor.Devices;
import io.github.congeal.internal.tensor.Processor;
import org.jspecify.annotations.Nullable;

/**
 * What computes.
 *
 * <p>One device serves a whole JVM, and the first use decides which: the first model that is loaded, the first call of
 * {@link #use()} or of {@link Generation.Builder#device}. Nothing can change it afterwards.
 */
public enum Device {
    /**
     * An NVIDIA GPU where {@code congeal-cuda-backend} is on the class path and finds nothing in the way, otherwise the
     * CPU, with a line in the log that says why. The default.
     */
    AUTO(null),
    /** The CPU, whatever else there is. */
    CPU(Processor.CPU),
    /** An NVIDIA GPU or nothing. */
    GPU(Processor.GPU);

    private final @Nullable Processor wish;

    Device(@Nullable Processor wish) {
        this.wish = wish;
    }

    /**
     * Decides for this device, unless one is in use already, and starts it: call this before a model is loaded. Takes up
     * to some seconds the first time.
     *
     * @return what is in use now: {@link #CPU} or {@link #GPU}
     * @throws DeviceUnavailableException if this one cannot be used, or another is in use already
     */
    public Device use() {
        return Devices.of(wish).processor() == Processor.GPU ? GPU : CPU;
    }
}
