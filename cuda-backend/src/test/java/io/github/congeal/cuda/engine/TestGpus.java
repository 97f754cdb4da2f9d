package io.github.congeal.cuda.engine;

import io.github.congeal.cuda.StandIn;
import io.github.congeal.cuda.driver.GpuContext;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

/** GPUs that are made of the stand-in. */
final class TestGpus {
    private static final long MEMORY = 4L << 30;
    private static final Map<KernelSet, GpuDevice> OPENED = new EnumMap<>(KernelSet.class);

    private TestGpus() {}

    /** One with a set of kernels. */
    static synchronized GpuDevice with(KernelSet set) {
        return OPENED.computeIfAbsent(set, each -> GpuDevice.on(GpuContext.open(StandIn.calls(), 0), each, MEMORY));
    }

    /** One with each set of kernels. */
    static Stream<GpuDevice> all() {
        return Stream.of(KernelSet.values()).map(TestGpus::with);
    }

    /** One whose convolutions are those of every GPU. */
    static GpuDevice portable() {
        return with(KernelSet.PORTABLE);
    }
}
