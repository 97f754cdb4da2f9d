package io.github.congeal.internal.tensor;

import io.github.congeal.internal.tensor.nd4j.Nd4jDevice;
import java.util.stream.Stream;

/** The devices that can be tried on any machine. */
public final class TestDevices {
    private TestDevices() {}

    /** The CPU as every user has it. */
    public static Device host() {
        return Devices.of(Processor.CPU);
    }

    /** What a GPU computes with nd4j-cuda, on the CPU. */
    public static Device nd4j() {
        return Nd4jDevice.onCpu(Devices.of(Processor.CPU).memoryLimit());
    }

    /** Both. */
    public static Stream<Device> all() {
        return Stream.of(host(), nd4j());
    }
}
