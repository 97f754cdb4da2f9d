package io.github.congeal.samples;

import io.github.congeal.control.Device;
import io.github.congeal.model.Model;
import picocli.CommandLine.Option;

/** The option that says what computes. */
final class DeviceOptions {
    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            description = "What computes: auto (the GPU if it can be used), cpu, or gpu (or nothing). Default: auto.")
    private Device device = Device.AUTO;

    /** What was asked for. */
    Device device() {
        return device;
    }

    /** Decides for it where something in particular was asked for; to be called before a model is loaded. */
    void use() {
        if (device != Device.AUTO) {
            Model.bundled(device);
        }
    }
}
