package io.github.congeal.cuda;

import org.jspecify.annotations.Nullable;

/** All that the examination asks of the world outside, so that tests can answer in its place. */
interface Machine {
    /** Operating system and processor as JavaCPP names them: {@code linux-x86_64}. */
    String platform();

    /** NVIDIA's driver, or null where none is installed. */
    @Nullable
    CudaLibrary cuda();

    /** NVIDIA's management library, or null where none is installed. */
    @Nullable
    NvmlLibrary nvml();

    /** Whether the system's loader finds a library, and all that it needs itself. */
    boolean canLoad(String library);

    /** Whether a resource is on the class path. */
    boolean hasResource(String path);

    /** An environment variable, or null where it is not set. */
    @Nullable
    String environment(String name);
}
