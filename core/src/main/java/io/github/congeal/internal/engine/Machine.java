package io.github.congeal.internal.engine;

import io.github.congeal.control.Control;
import io.github.congeal.control.Settings;
import io.github.congeal.internal.tensor.Device;
import io.github.congeal.internal.tensor.Processor;

/**
 * The properties of the machine that affect a run's pixels.
 *
 * @param device the CPU, or which GPU
 * @param threads how many of the CPU's threads share its work
 */
public record Machine(String device, int threads) {
    /** What computes runs of a model with these settings. */
    public static Machine of(Networks networks, Settings settings) {
        Device device = networks.device();
        int threads = settings.find(Control.THREADS)
                .map(most -> Math.min(most, device.threads()))
                .orElse(device.threads());
        return new Machine(device.processor() == Processor.CPU ? "CPU" : device.describe(), threads);
    }
}
