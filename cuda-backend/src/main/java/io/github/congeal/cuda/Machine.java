package io.github.congeal.cuda;

import org.jspecify.annotations.Nullable;

/** Everything that the examination asks of the system, so that tests can replace it. */
interface Machine {
    /** Returns operating system and processor as JavaCPP names them: {@code linux-x86_64}. */
    String platform();

    /** Returns NVIDIA's driver; null if none is installed. */
    @Nullable
    CudaLibrary cuda();

    /** Returns NVIDIA's management library; null if none is installed. */
    @Nullable
    NvmlLibrary nvml();

    /** Returns whether the system's loader finds a library and those that it depends on. */
    boolean canLoad(String library);

    /** Returns whether a resource is on the class path. */
    boolean hasResource(String path);

    /** Returns an environment variable; null if it is not set. */
    @Nullable
    String environment(String name);
}
