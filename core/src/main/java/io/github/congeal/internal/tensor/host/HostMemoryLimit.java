package io.github.congeal.internal.tensor.host;

import io.github.congeal.internal.tensor.nd4j.NativeSettings;
import java.util.Locale;
import org.bytedeco.javacpp.Pointer;

/** How much memory this process may hold. */
final class HostMemoryLimit {
    static {
        NativeSettings.make();
    }

    private HostMemoryLimit() {}

    /**
     * The limit in bytes: the memory of the machine or its container, or less if {@code
     * org.bytedeco.javacpp.maxphysicalbytes} says so.
     */
    static long bytes() {
        long machine = NativeSettings.machineMemory();
        long allowed = Pointer.maxPhysicalBytes();
        return allowed > 0 ? Math.min(machine, allowed) : machine;
    }

    /**
     * Checks that this process may hold {@code bytes} more than it does: beyond the limit, JavaCPP refuses every allocation.
     *
     * @throws OutOfMemoryError if not
     */
    static void require(long bytes) {
        long allowed = Pointer.maxPhysicalBytes();
        if (allowed > 0 && Pointer.physicalBytes() + bytes > allowed) {
            throw exceeded();
        }
    }

    /** An error that says that there is no more memory, and what can be done about it. */
    static OutOfMemoryError exceeded() {
        return new OutOfMemoryError(String.format(
                Locale.ROOT,
                "there is no more native memory: this process may hold %.1f GB, which is the memory of the machine or its"
                        + " container, or what -Dorg.bytedeco.javacpp.maxphysicalbytes allows if that is less. Take a"
                        + " smaller model or picture, or close models and runs that are no longer needed",
                bytes() / 1e9));
    }
}
