package io.github.congeal.samples;

import io.github.congeal.control.Device;
import io.github.congeal.model.Model;
import picocli.CommandLine.Option;

/** The option that selects the device. */
final class DeviceOptions {
    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            description = "The device: auto (the GPU if usable), cpu, or gpu (an error if not usable). Default: auto.")
    private Device device = Device.AUTO;

    /** The selected device. */
    Device device() {
        return device;
    }

    /** Starts the device if one was selected explicitly; to be called before a model is loaded. */
    void use() {
        if (device != Device.AUTO) {
            Model.bundled(device);
        }
    }
}
