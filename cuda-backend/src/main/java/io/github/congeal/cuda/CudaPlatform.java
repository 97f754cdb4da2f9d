package io.github.congeal.cuda;

import java.util.List;

/**
 * What ND4J 1.0.0-M2.1 provides for GPUs on one platform, read from its files: the compute capabilities of its machine
 * code (it contains no PTX that a driver could translate for others) and the NVIDIA libraries it is linked to.
 *
 * @param capabilities the compute capabilities that there is machine code for
 * @param libraries NVIDIA's libraries, with those of cuDNN last
 * @param leastDriver the oldest driver release that runs CUDA 11.6 programs ("minor version compatibility")
 * @param ownDriver the release that came with CUDA 11.6
 */
record CudaPlatform(
        String name,
        List<String> capabilities,
        String nativeLibrary,
        List<String> libraries,
        String leastDriver,
        String ownDriver) {
    private static final CudaPlatform LINUX = new CudaPlatform(
            "linux-x86_64",
            List.of("3.7", "5.0", "5.2", "6.0", "6.1", "7.0", "7.5", "8.0", "8.6"),
            "libnd4jcuda.so",
            List.of("libcudart.so.11.0", "libcublasLt.so.11", "libcublas.so.11", "libcusolver.so.11", "libcudnn.so.8"),
            "450.80.02",
            "510.39.01");

    private static final CudaPlatform WINDOWS = new CudaPlatform(
            "windows-x86_64",
            List.of("5.0", "5.2", "6.1", "7.5", "8.6"),
            "nd4jcuda.dll",
            List.of("cudart64_110.dll", "cublasLt64_11.dll", "cublas64_11.dll", "cusolver64_11.dll", "cudnn64_8.dll"),
            "452.39",
            "511.23");

    private static final List<CudaPlatform> ALL = List.of(LINUX, WINDOWS);

    /** Returns the platforms that ND4J supports. */
    static List<CudaPlatform> all() {
        return ALL;
    }

    static boolean isWindows(String platform) {
        return platform.startsWith("windows");
    }

    /**
     * Returns whether the machine code runs on a GPU. Code for a capability runs on all later ones of the same major
     * version (CUDA C++ Programming Guide, "Binary Compatibility").
     */
    boolean serves(Gpu gpu) {
        return capabilities.stream().anyMatch(code -> major(code) == gpu.major() && minor(code) <= gpu.minor());
    }

    private static int major(String capability) {
        return Integer.parseInt(capability.substring(0, capability.indexOf('.')));
    }

    private static int minor(String capability) {
        return Integer.parseInt(capability.substring(capability.indexOf('.') + 1));
    }

    boolean isNewerThanAll(Gpu gpu) {
        return capabilities.stream().allMatch(code -> gpu.major() > major(code));
    }

    /** Returns the class path folder of ND4J's own library, with or without cuDNN. */
    String nativeResource(boolean cudnn) {
        return "org/nd4j/linalg/jcublas/bindings/" + name + (cudnn ? "-cudnn" : "") + "/" + nativeLibrary;
    }

    /** Returns the path of one of NVIDIA's libraries if the redistributable artifact is on the class path. */
    String redistributable(String library) {
        return "org/bytedeco/cuda/" + name + "/" + library;
    }
}
