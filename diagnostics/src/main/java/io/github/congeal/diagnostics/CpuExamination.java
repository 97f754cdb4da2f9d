package io.github.congeal.diagnostics;

import com.sun.management.OperatingSystemMXBean;
import io.github.congeal.internal.tensor.host.NativeBuild;
import io.github.congeal.internal.tensor.nd4j.CpuFlags;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Examines what the engine can use on the CPU. */
final class CpuExamination {
    private static final long LITTLE_MEMORY = 2_000_000_000;

    private CpuExamination() {}

    static List<Finding> findings(Map<String, String> environment) {
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.fine(
                "System",
                "%s, Java %s (%s)."
                        .formatted(
                                NativeBuild.platform(),
                                System.getProperty("java.version"),
                                System.getProperty("java.vendor"))));
        findings.add(NativeBuild.obstacle()
                .map(obstacle -> Finding.fault("ND4J", obstacle))
                .orElseGet(() -> nativeBuild(NativeBuild.onClassPath())));
        findings.add(processors(environment));
        findings.add(memory(NativeBuild.memoryLimit()));
        findings.add(Finding.fine("Cache", "Native libraries are unpacked into %s.".formatted(NativeBuild.cache())));
        return findings;
    }

    static Finding nativeBuild(NativeBuild build) {
        if (build.all().isEmpty()) {
            return new Finding(
                    Finding.Kind.FAULT,
                    "ND4J",
                    "There is no native build of ND4J for this platform on the class path: nothing can be computed.",
                    "Add org.nd4j:nd4j-native:1.0.0-M2.1 with a classifier for this platform; docs/build.md lists them.");
        }
        String names = String.join(", ", build.all());
        if (!build.hasOneDnn()) {
            return Finding.note(
                    "ND4J",
                    "Native build %s, without oneDNN: about ten times slower than it could be.".formatted(names),
                    "Add org.nd4j:nd4j-native with the classifier <your platform>-onednn if there is one.");
        }
        if (build.all().size() > 1) {
            return Finding.note(
                    "ND4J",
                    "Several native builds are on the class path (%s), and the wrong one may win.".formatted(names),
                    "Keep one, or start Java with -Dorg.bytedeco.javacpp.platform.extension=-onednn.");
        }
        return Finding.fine("ND4J", "Native build %s, with oneDNN.".formatted(names));
    }

    private static Finding processors(Map<String, String> environment) {
        String threads = environment.get("OMP_NUM_THREADS");
        String text = "%s processors%s%s."
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        vectorInstructions(),
                        threads == null ? "" : ", OMP_NUM_THREADS=" + threads);
        return Finding.fine("Processor", text);
    }

    /** The widest vector instructions, if the system tells. */
    private static String vectorInstructions() {
        CpuFlags flags = CpuFlags.read();
        return Stream.of("avx512f", "avx2", "avx")
                .filter(flags::has)
                .findFirst()
                .map(name -> ", " + name.toUpperCase(Locale.ROOT).replace("AVX512F", "AVX-512"))
                .orElse("");
    }

    /** What a run may use; {@code limit} in bytes. */
    static Finding memory(long limit) {
        long machine =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        String text = "%s of memory, of which %s may be used by a run; Java's own heap may grow to %s."
                .formatted(
                        gigabytes(machine),
                        gigabytes(limit),
                        gigabytes(Runtime.getRuntime().maxMemory()));
        if (limit >= LITTLE_MEMORY) {
            return Finding.fine("Memory", text);
        }
        return Finding.note(
                "Memory",
                text,
                "That is little. If -Dorg.bytedeco.javacpp.maxphysicalbytes or maxbytes was given to Java, leave it out, and all"
                        + " of the machine's may be used.");
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }
}
