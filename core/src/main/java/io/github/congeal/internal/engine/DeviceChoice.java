package io.github.congeal.internal.engine;

import io.github.congeal.control.Device;
import io.github.congeal.internal.tensor.Devices;
import io.github.congeal.internal.tensor.Processor;

/** Maps the public names of devices to the devices of this machine, and back. */
public final class DeviceChoice {
    private DeviceChoice() {}

    /**
     * The device of a name.
     *
     * @throws io.github.congeal.DeviceUnavailableException if there is none that can be used
     */
    public static io.github.congeal.internal.tensor.Device of(Device word) {
        return Devices.of(
                switch (word) {
                    case AUTO -> null;
                    case CPU -> Processor.CPU;
                    case GPU -> Processor.GPU;
                });
    }

    /** The name of a device. */
    public static Device name(io.github.congeal.internal.tensor.Device device) {
        return device.processor() == Processor.GPU ? Device.GPU : Device.CPU;
    }
}
