package io.github.congeal.diagnostics.contract;

import io.github.congeal.internal.tensor.Device;
import io.github.congeal.internal.tensor.Devices;
import io.github.congeal.internal.tensor.Processor;
import io.github.congeal.internal.tensor.nd4j.Nd4jDevice;
import java.util.stream.Stream;

/** The devices that can be tried on any machine. */
final class TestDevices {
    private TestDevices() {}

    /** The CPU as every user has it. */
    static Device host() {
        return Devices.of(Processor.CPU);
    }

    /** What a GPU computes with nd4j-cuda, on the CPU. */
    private static Device nd4j() {
        return Nd4jDevice.onCpu(host().memoryLimit());
    }

    /** Both. */
    static Stream<Device> all() {
        return Stream.of(host(), nd4j());
    }

    /** These and the reference. */
    static Stream<Device> withReference() {
        return Stream.of(host(), nd4j(), new NaiveDevice());
    }

    /** Those that compute every kernel in float64 if it is asked for: the CPU has kernels of cutouts for float32 alone. */
    static Stream<Device> inFloat64() {
        return Stream.of(nd4j(), new NaiveDevice());
    }
}
