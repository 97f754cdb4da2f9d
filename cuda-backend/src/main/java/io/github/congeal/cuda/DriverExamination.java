package io.github.congeal.cuda;

import io.github.congeal.internal.tensor.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Examines the driver and the GPUs for one that ND4J has machine code for. */
final class DriverExamination {
    /** The least free memory in bytes; with less, not even the bundled model's default picture fits. */
    static final long LEAST_FREE = 1_500_000_000;

    private static final int CUDA_11_0 = 11_000;
    private static final int CUDA_11_6 = 11_060;

    private final Machine machine;
    private final CudaPlatform platform;
    private final List<Finding> findings = new ArrayList<>();
    private @Nullable Gpu gpu;

    DriverExamination(Machine machine, CudaPlatform platform) {
        this.machine = machine;
        this.platform = platform;
        CudaLibrary cuda = machine.cuda();
        if (cuda == null) {
            findings.add(Finding.absent(
                    "Driver",
                    "No NVIDIA driver was found (%s), which is normal for a computer without such a GPU."
                            .formatted(CudaPlatform.isWindows(platform.name()) ? "nvcuda.dll" : "libcuda.so.1"),
                    "If there is an NVIDIA GPU in this computer, install its driver, release %s or newer; in a"
                                    .formatted(platform.ownDriver())
                            + " container, start it with the NVIDIA container toolkit."));
            return;
        }
        try {
            Driver driver = Driver.start(cuda, machine.nvml());
            try {
                examineRelease(driver.cudaVersion(), driver.release());
                examineGpus(driver.gpus());
            } finally {
                driver.close();
            }
        } catch (DriverError e) {
            findings.add(complaint(e, machine));
        } catch (UnsatisfiedLinkError e) {
            findings.add(Finding.fault(
                    "Driver",
                    "The NVIDIA driver is too old to answer (%s).".formatted(e.getMessage()),
                    "Install release %s or newer.".formatted(platform.ownDriver())));
        }
    }

    List<Finding> findings() {
        return findings;
    }

    /** Returns the GPU that ND4J will use, suitable or not; null if there is none. */
    @Nullable
    Gpu gpu() {
        return gpu;
    }

    /** Explains an error of the driver on a machine. */
    static Finding complaint(DriverError error, Machine machine) {
        String visible = machine.environment("CUDA_VISIBLE_DEVICES");
        if (error.code() != DriverError.NO_DEVICE) {
            return Finding.fault("Driver", error.getMessage(), error.remedy());
        }
        return visible == null
                ? Finding.fault(
                        "GPU",
                        "The NVIDIA driver finds no GPU.",
                        "Look whether it is seated and powered, and whether this user or container may use it.")
                : Finding.absent(
                        "GPU",
                        "The NVIDIA driver shows no GPU, for the environment variable CUDA_VISIBLE_DEVICES is \"%s\"."
                                .formatted(visible),
                        "Unset it, or let it name a GPU.");
    }

    private void examineRelease(int cudaVersion, String release) {
        String text = "NVIDIA driver%s, for CUDA up to %s.%s."
                .formatted(release.isEmpty() ? "" : " " + release, cudaVersion / 1000, cudaVersion % 1000 / 10);
        if (cudaVersion < CUDA_11_0 || !release.isEmpty() && isBefore(release, platform.leastDriver())) {
            findings.add(Finding.fault(
                    "Driver",
                    text,
                    "That is too old for CUDA 11.6: install release %s, or at the very least %s."
                            .formatted(platform.ownDriver(), platform.leastDriver())));
        } else if (cudaVersion < CUDA_11_6) {
            findings.add(Finding.note(
                    "Driver",
                    text,
                    "Older than CUDA 11.6, which runs on it all the same; release %s knows all of it."
                            .formatted(platform.ownDriver())));
        } else {
            findings.add(Finding.fine("Driver", text));
        }
    }

    /** Returns whether one release number precedes another, part by part. */
    static boolean isBefore(String release, String other) {
        int[] a = parts(release);
        int[] b = parts(other);
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            if (a[i] != b[i]) {
                return a[i] < b[i];
            }
        }
        return false;
    }

    private static int[] parts(String release) {
        return release.matches("\\d{1,6}(\\.\\d{1,6})*")
                ? List.of(release.split("\\.")).stream()
                        .mapToInt(Integer::parseInt)
                        .toArray()
                : new int[0];
    }

    private void examineGpus(List<Gpu> gpus) {
        if (gpus.isEmpty()) {
            findings.add(complaint(new DriverError("cuDeviceGetCount", DriverError.NO_DEVICE), machine));
            return;
        }
        // ND4J takes the first of those that are visible. Another can be put first only from outside the process.
        Gpu first = gpus.get(0);
        gpu = first;
        Finding about = about(first);
        Gpu better = IntStream.range(1, gpus.size())
                .mapToObj(gpus::get)
                .filter(other -> about(other).kind() != Finding.Kind.FAULT)
                .filter(other -> about.kind() == Finding.Kind.FAULT || other.usableBytes() > first.usableBytes())
                .reduce((a, b) -> b.usableBytes() > a.usableBytes() ? b : a)
                .orElse(null);
        if (better != null && about.kind() == Finding.Kind.FAULT) {
            findings.add(Finding.fault(
                    "GPU", about.text() + " ND4J takes the first GPU, but another would do.", takeInstead(better)));
            return;
        }
        findings.add(about);
        if (better != null) {
            findings.add(Finding.note(
                    "GPU", "ND4J takes the first GPU, and this one has more memory.", takeInstead(better)));
        }
    }

    private static String takeInstead(Gpu gpu) {
        return "To take the %s, set the environment variable CUDA_VISIBLE_DEVICES to %s."
                .formatted(gpu.name(), gpu.uuid().isEmpty() ? "its number in nvidia-smi" : gpu.uuid());
    }

    private Finding about(Gpu one) {
        if (!platform.serves(one)) {
            return Finding.fault(
                    "GPU",
                    "%s. %s: ND4J 1.0.0-M2.1, the last release, has machine code for %s here, and none that a driver could translate."
                            .formatted(
                                    one,
                                    platform.isNewerThanAll(one)
                                            ? "This GPU is too new"
                                            : "There is no machine code for this GPU",
                                    String.join(", ", platform.capabilities())),
                    "Use the CPU, or a GPU of one of these (Ada, 8.9, runs the code of 8.6).");
        }
        if (one.usableBytes() < LEAST_FREE) {
            return Finding.fault(
                    "GPU",
                    "%s. That is too little: at least %s must be free.".formatted(one, Gpu.gigabytes(LEAST_FREE)),
                    "End other programs that use the GPU, or use the CPU.");
        }
        return one.freeBytes() < 0
                ? Finding.note(
                        "GPU",
                        one + ".",
                        "How much of it is free is not known, for NVIDIA's management library (NVML) was not found.")
                : Finding.fine("GPU", one + ".");
    }
}
