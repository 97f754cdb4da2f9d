package io.github.congeal.internal.tensor.host;

import io.github.congeal.internal.tensor.Device;
import io.github.congeal.internal.tensor.DeviceProvider;
import io.github.congeal.internal.tensor.Processor;
import java.util.Optional;

/** Offers the CPU, which is always available. */
public final class HostProvider implements DeviceProvider {
    /** For {@link java.util.ServiceLoader}. */
    public HostProvider() {}

    @Override
    public Processor processor() {
        return Processor.CPU;
    }

    @Override
    public int score() {
        return 0;
    }

    @Override
    public Verdict examine() {
        return new Verdict(null, "the CPU", 0);
    }

    @Override
    public Device open(Verdict verdict) {
        return new HostDevice();
    }

    @Override
    public Optional<Device> dry() {
        return Optional.of(HostDevice.dry());
    }
}
