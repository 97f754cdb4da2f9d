package io.github.congeal.samples;

import io.github.congeal.Device;
import picocli.CommandLine.Option;

/** The option that says what computes. */
final class DeviceOptions {
    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            description = "What computes: auto (the GPU if it can be used), cpu, or gpu (or nothing). Default: auto.")
    private Device device = Device.AUTO;

    /** Decides for it; to be called before a model is loaded. */
    void use() {
        if (device != Device.AUTO) {
            device.use();
        }
    }
}
