package io.github.congeal.cuda;

import io.github.congeal.cuda.engine.KernelSet;
import io.github.congeal.internal.tensor.DeviceProvider.Verdict;
import io.github.congeal.internal.tensor.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Examines the driver and the GPUs for one that Congeal has kernels for. Only the driver is needed. */
final class EngineExamination {
    /** GPU memory that is not available to a run: CUDA's context and the kernels. A cautious estimate. */
    static final long OWN_NEEDS = 600_000_000;

    /** The least free memory in bytes; with less, not even the bundled model's default picture fits. */
    static final long LEAST_FREE = 1_200_000_000;

    /** The kernels' PTX needs at least the driver of CUDA 12.1. */
    private static final int CUDA_12_1 = 12_010;

    private static final String LINUX_RELEASE = "530.30.02";
    private static final String WINDOWS_RELEASE = "531.14";

    private final Machine machine;
    private final List<Finding> findings = new ArrayList<>();
    private List<Gpu> gpus = List.of();
    private int chosen = -1;

    EngineExamination(Machine machine) {
        this.machine = machine;
        CudaLibrary cuda = machine.cuda();
        if (cuda == null) {
            findings.add(Finding.absent(
                    "Driver",
                    "No NVIDIA driver was found (%s), which is normal for a computer without such a GPU."
                            .formatted(isWindows() ? "nvcuda.dll" : "libcuda.so.1"),
                    "If there is an NVIDIA GPU in this computer, install its driver, release %s or newer; in a container,"
                                    .formatted(release())
                            + " start it with the NVIDIA container toolkit."));
            return;
        }
        try {
            Driver driver = Driver.start(cuda, machine.nvml());
            try {
                examineRelease(driver.cudaVersion(), driver.release());
                gpus = driver.gpus();
            } finally {
                driver.close();
            }
            choose();
        } catch (DriverError e) {
            findings.add(DriverExamination.complaint(e, machine));
        } catch (UnsatisfiedLinkError e) {
            findings.add(Finding.fault(
                    "Driver",
                    "The NVIDIA driver is too old to answer (%s).".formatted(e.getMessage()),
                    "Install release %s or newer.".formatted(release())));
        }
    }

    private boolean isWindows() {
        return CudaPlatform.isWindows(machine.platform());
    }

    private String release() {
        return isWindows() ? WINDOWS_RELEASE : LINUX_RELEASE;
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** Returns the index of the GPU that would be used among the visible ones; -1 if there is none. */
    int ordinal() {
        return chosen;
    }

    Verdict verdict() {
        Finding obstacle =
                findings.stream().filter(Finding::isObstacle).findFirst().orElse(null);
        if (obstacle != null) {
            return new Verdict(obstacle.sentence(), "", 0);
        }
        Gpu gpu = gpus.get(chosen);
        return new Verdict(null, gpu.toString(), Math.max(1, gpu.usableBytes() - OWN_NEEDS));
    }

    private void examineRelease(int cudaVersion, String release) {
        String text = "NVIDIA driver%s, for CUDA up to %s.%s."
                .formatted(release.isEmpty() ? "" : " " + release, cudaVersion / 1000, cudaVersion % 1000 / 10);
        findings.add(
                cudaVersion < CUDA_12_1
                        ? Finding.fault(
                                "Driver",
                                text + " That is too old for Congeal's own kernels.",
                                "Install release %s or newer.".formatted(release()))
                        : Finding.fine("Driver", text));
    }

    private void choose() throws DriverError {
        if (gpus.isEmpty()) {
            throw new DriverError("cuDeviceGetCount", DriverError.NO_DEVICE);
        }
        chosen = IntStream.range(0, gpus.size())
                .filter(i -> about(gpus.get(i)).kind() != Finding.Kind.FAULT)
                .findFirst()
                .orElse(0);
        Finding about = about(gpus.get(chosen));
        findings.add(about);
        if (!about.isObstacle()) {
            KernelSet set = KernelSet.of(capability(gpus.get(chosen)));
            findings.add(Finding.fine(
                    "Kernels",
                    "Congeal's own kernels for compute capability %s serve it%s."
                            .formatted(
                                    set.capability(), set == KernelSet.PORTABLE ? ", translated by the driver" : "")));
        }
    }

    private static int capability(Gpu gpu) {
        return 10 * gpu.major() + gpu.minor();
    }

    private static Finding about(Gpu gpu) {
        if (capability(gpu) < KernelSet.LEAST_CAPABILITY) {
            return Finding.fault(
                    "GPU",
                    "%s. Congeal's own kernels begin with compute capability %s."
                            .formatted(gpu, KernelSet.PORTABLE.capability()),
                    "Use the CPU, or try nd4j-cuda, as docs/gpu.md says.");
        }
        if (gpu.usableBytes() < LEAST_FREE) {
            return Finding.fault(
                    "GPU",
                    "%s. That is too little: at least %s must be free.".formatted(gpu, Gpu.gigabytes(LEAST_FREE)),
                    "End other programs that use the GPU, or use the CPU.");
        }
        return gpu.freeBytes() < 0
                ? Finding.note(
                        "GPU",
                        gpu + ".",
                        "How much of it is free is not known, for NVIDIA's management library (NVML) was not found.")
                : Finding.fine("GPU", gpu + ".");
    }
}
