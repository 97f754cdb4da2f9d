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

    /** What the stand-in's kernels are made of. */
    enum Code {
        SOURCES,
        /** What was compiled from them. */
        JAR
    }

    private record Kind(KernelSet set, Code code) {}

    /** One with a set of kernels, made of their sources. */
    static GpuDevice with(KernelSet set) {
        return with(set, Code.SOURCES);
    }

    /** One with a set of kernels; without Python, which translates the code in the jar, what asks for that is skipped. */
    static synchronized GpuDevice with(KernelSet set, Code code) {
        return OPENED.computeIfAbsent(new Kind(set, code), TestGpus::open);
    }

    private static GpuDevice open(Kind kind) {
        GpuContext context = GpuContext.open(StandIn.calls(), 0);
        if (kind.code == Code.SOURCES) {
            return GpuDevice.on(context, kind.set, MEMORY);
        }
        Assumptions.assumeTrue(
                StandIn.get("translations") > 0, "there is no Python that could translate the jar's code");
        StandIn.set("translated", 1);
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
