package io.github.congeal.cuda;

import org.jspecify.annotations.Nullable;

/** Everything that the examination asks of the system, so that tests can replace it. */
interface Machine {
    /** Operating system and processor as JavaCPP names them: {@code linux-x86_64}. */
    String platform();

    /** NVIDIA's driver, or null if none is installed. */
    @Nullable
    CudaLibrary cuda();

    /** NVIDIA's management library, or null if none is installed. */
    @Nullable
    NvmlLibrary nvml();

    /** Whether the system's loader finds a library, and the libraries it depends on. */
    boolean canLoad(String library);

    /** Whether a resource is on the class path. */
    boolean hasResource(String path);

    /** An environment variable, or null if it is not set. */
    @Nullable
    String environment(String name);
}
