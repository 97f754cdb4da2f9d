package io.github.congeal.cuda;

import io.github.congeal.internal.tensor.DeviceProvider.Verdict;
import io.github.congeal.internal.tensor.Finding;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of examining the GPU.
 *
 * @param findings the findings in the order of examination: of several faults, fix the first one first
 * @param gpu the GPU that would be used, suitable or not; null if there is none
 */
record Examination(List<Finding> findings, @Nullable Gpu gpu) {
    /**
     * GPU memory that is not available to a run: CUDA's context, ND4J's machine code, the workspaces of cuBLAS and
     * cuDNN. A cautious estimate.
     */
    static final long OWN_NEEDS = 800_000_000;

    /** Examines everything, without starting ND4J. */
    static Examination of(Machine machine) {
        CudaPlatform platform = CudaPlatform.all().stream()
                .filter(known -> known.name().equals(machine.platform()))
                .findFirst()
                .orElse(null);
        if (platform == null) {
            return new Examination(
                    List.of(Finding.absent(
                            "Platform",
                            "ND4J has nothing for NVIDIA GPUs on %s, only on Linux and Windows with x86-64."
                                    .formatted(machine.platform()),
                            "Use the CPU.")),
                    null);
        }
        DriverExamination driver = new DriverExamination(machine, platform);
        LibraryExamination libraries = new LibraryExamination(machine, platform);
        List<Finding> findings = new ArrayList<>(driver.findings());
        if (findings.stream().anyMatch(finding -> finding.kind() == Finding.Kind.ABSENT)) {
            // Without a GPU it does not matter which libraries there are.
            return new Examination(List.copyOf(findings), null);
        }
        findings.add(libraries.nd4j());
        if (driver.gpu() != null) {
            findings.addAll(libraries.nvidia());
        }
        return new Examination(List.copyOf(findings), driver.gpu());
    }

    /** Returns the first obstacle; null if nothing keeps the engine from using the GPU. */
    @Nullable
    Finding obstacle() {
        return findings.stream().filter(Finding::isObstacle).findFirst().orElse(null);
    }

    /** Returns the result in the form that the engine uses. */
    Verdict verdict() {
        Finding obstacle = obstacle();
        return new Verdict(
                obstacle == null ? null : obstacle.sentence(),
                gpu == null ? "" : gpu.toString(),
                gpu == null ? 0 : Math.max(1, gpu.usableBytes() - OWN_NEEDS));
    }
}
