package io.github.congeal.internal.engine;

import io.github.congeal.control.Device;
import io.github.congeal.internal.tensor.Backend;
import io.github.congeal.internal.tensor.Processor;

/** Which device computes. */
public final class DeviceChoice {
    private DeviceChoice() {}

    /**
     * Decides for a device, unless one is in use already, and starts it.
     *
     * @return what is in use now
     * @throws io.github.congeal.DeviceUnavailableException if it cannot be used, or another is in use already
     */
    public static Device use(Device device) {
        Processor used = Backend.use(
                switch (device) {
                    case AUTO -> null;
                    case CPU -> Processor.CPU;
                    case GPU -> Processor.GPU;
                });
        return used == Processor.GPU ? Device.GPU : Device.CPU;
    }
}
