package io.github.congeal.internal.engine;

import io.github.congeal.control.Control;
import io.github.congeal.control.Settings;
import io.github.congeal.internal.tensor.Device;
import io.github.congeal.internal.tensor.Processor;

/**
 * The properties of the machine that affect a run's pixels.
 *
 * @param device {@code CPU}, or the name of the GPU
 * @param threads the number of CPU threads that share the work
 */
public record Machine(String device, int threads) {
    /** The machine as it is used by runs of a model with these settings. */
    public static Machine of(Networks networks, Settings settings) {
        Device device = networks.device();
        int threads = settings.find(Control.THREADS)
                .map(most -> Math.min(most, device.threads()))
                .orElse(device.threads());
        return new Machine(device.processor() == Processor.CPU ? "CPU" : device.describe(), threads);
    }
}
