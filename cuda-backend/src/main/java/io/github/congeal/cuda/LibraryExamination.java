package io.github.congeal.cuda;

import io.github.congeal.internal.tensor.Finding;
import java.util.ArrayList;
import java.util.List;

/** Looks for ND4J's GPU libraries on the class path, and for NVIDIA's libraries there and on the system. */
final class LibraryExamination {
    /** A class by which nd4j-cuda is recognised. */
    static final String JAVA_HALF = "org/nd4j/linalg/jcublas/JCublasBackend.class";

    private final Machine machine;
    private final CudaPlatform platform;

    LibraryExamination(Machine machine, CudaPlatform platform) {
        this.machine = machine;
        this.platform = platform;
    }

    /** Reports whether ND4J's GPU libraries are present. */
    Finding nd4j() {
        boolean java = machine.hasResource(JAVA_HALF);
        if (java && machine.hasResource(platform.nativeResource(true))) {
            return Finding.fine("ND4J", "ND4J's CUDA 11.6 backend with cuDNN is on the class path.");
        }
        if (java && machine.hasResource(platform.nativeResource(false))) {
            return Finding.note(
                    "ND4J",
                    "ND4J's CUDA 11.6 backend is on the class path, but without cuDNN, so convolutions are slower.",
                    "Take org.nd4j:nd4j-cuda-11.6 with the classifier %s-cudnn.".formatted(platform.name()));
        }
        return Finding.fault(
                "ND4J",
                java
                        ? "ND4J's CUDA 11.6 backend is on the class path without its machine code for %s."
                                .formatted(platform.name())
                        : "ND4J's CUDA 11.6 backend is not on the class path.",
                "Add org.nd4j:nd4j-cuda-11.6:1.0.0-M2.1 and its classifier %s-cudnn (600 MB); docs/gpu.md says how."
                        .formatted(platform.name()));
    }

    /** Reports which of NVIDIA's libraries are present. */
    List<Finding> nvidia() {
        boolean cudnn = machine.hasResource(platform.nativeResource(true))
                || !machine.hasResource(platform.nativeResource(false));
        List<String> needed = cudnn
                ? platform.libraries()
                : platform.libraries().subList(0, platform.libraries().size() - 1);
        List<String> missing = new ArrayList<>();
        List<String> found = new ArrayList<>();
        for (String library : needed) {
            boolean there = machine.hasResource(platform.redistributable(library)) || machine.canLoad(library);
            (there ? found : missing).add(library);
        }
        List<Finding> findings = new ArrayList<>();
        if (!found.isEmpty()) {
            findings.add(Finding.fine("CUDA", "Found: %s.".formatted(String.join(", ", found))));
        }
        if (!missing.isEmpty()) {
            findings.add(Finding.fault(
                    "CUDA",
                    "Missing: %s.".formatted(String.join(", ", missing)),
                    "Install CUDA 11 and cuDNN 8 and put them on the library path, or add NVIDIA's libraries to the class"
                            + " path: org.bytedeco:cuda:11.6-8.3-1.5.7 with the classifier %s-redist (1.8 GB)."
                                    .formatted(platform.name())));
        }
        return findings;
    }
}
