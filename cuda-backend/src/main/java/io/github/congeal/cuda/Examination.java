package io.github.congeal.cuda;

import io.github.congeal.internal.tensor.DeviceProvider.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found about the GPU.
 *
 * @param findings in the order in which they were looked at: of several faults the first is the one to put right first
 * @param card the card that would be used, fit or not; null where there is none
 */
record Examination(List<Finding> findings, @Nullable Card card) {
    /**
     * What a card's memory is needed for beside a run's arrays: CUDA's context, ND4J's machine code, the working space
     * of cuBLAS and cuDNN. An estimate, on the safe side.
     */
    static final long OWN_NEEDS = 800_000_000;

    /** Looks at everything, without starting ND4J. */
    static Examination of(Machine machine) {
        CudaPlatform platform = CudaPlatform.all().stream()
                .filter(known -> known.name().equals(machine.platform()))
                .findFirst()
                .orElse(null);
        if (platform == null) {
            return new Examination(
                    List.of(Finding.fault(
                            "Platform",
                            "ND4J has nothing for NVIDIA cards on %s, only on Linux and Windows with x86-64."
                                    .formatted(machine.platform()),
                            "Use the CPU.")),
                    null);
        }
        DriverExamination driver = new DriverExamination(machine, platform);
        LibraryExamination libraries = new LibraryExamination(machine, platform);
        List<Finding> findings = new ArrayList<>(driver.findings());
        findings.add(libraries.nd4j());
        if (driver.card() != null) {
            findings.addAll(libraries.nvidia());
        }
        return new Examination(List.copyOf(findings), driver.card());
    }

    /** The first fault, or null where nothing keeps the engine from using the GPU. */
    @Nullable
    Finding obstacle() {
        return findings.stream()
                .filter(finding -> finding.kind() == Finding.Kind.FAULT)
                .findFirst()
                .orElse(null);
    }

    /** The same for the engine. */
    Verdict verdict() {
        Finding obstacle = obstacle();
        return new Verdict(
                obstacle == null ? null : obstacle.sentence(),
                card == null ? "" : card.toString(),
                card == null ? 0 : Math.max(1, card.usableBytes() - OWN_NEEDS));
    }
}
