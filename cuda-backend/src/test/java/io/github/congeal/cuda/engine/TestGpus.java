package io.github.congeal.cuda.engine;

import io.github.congeal.cuda.StandIn;
import io.github.congeal.cuda.driver.GpuContext;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** GPUs that are made of the stand-in. */
final class TestGpus {
    private static final long MEMORY = 4L << 30;
    private static final Map<Kind, GpuDevice> OPENED = new HashMap<>();

    private TestGpus() {}

    /** The kernels, and whether they are made of the code in the jar instead of its sources. */
    private record Kind(KernelSet set, boolean compiled) {}

    /** One with a set of kernels, made of their sources. */
    static GpuDevice with(KernelSet set) {
        return opened(new Kind(set, false));
    }

    /** One with a set of kernels as they are in the jar; what asks for it is skipped without Python, which translates them. */
    static GpuDevice compiled(KernelSet set) {
        return opened(new Kind(set, true));
    }

    private static synchronized GpuDevice opened(Kind kind) {
        return OPENED.computeIfAbsent(kind, TestGpus::open);
    }

    private static GpuDevice open(Kind kind) {
        GpuContext context = GpuContext.open(StandIn.calls(), 0);
        if (kind.compiled) {
            Assumptions.assumeTrue(
                    StandIn.get("translations") > 0, "there is no Python that could translate the jar's code");
        }
        StandIn.set("translated", kind.compiled ? 1 : 0);
        try {
            return GpuDevice.on(context, kind.set, MEMORY);
        } finally {
            StandIn.set("translated", 0);
        }
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
