package io.github.congeal.internal.tensor.host;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.bytedeco.javacpp.Pointer;

/** How much memory this process may come to hold. */
final class HostMemoryLimit {
    private HostMemoryLimit() {}

    /**
     * The limit in bytes: the memory of the machine or its container, or what JavaCPP allows native code (four times
     * the largest heap, unless {@code org.bytedeco.javacpp.maxphysicalbytes} says otherwise); the smaller of the two.
     */
    static long bytes() {
        long machine =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        long allowed = Pointer.maxPhysicalBytes();
        return allowed > 0 ? Math.min(machine, allowed) : machine;
    }

    /** Makes sure that this process may hold so many bytes more than it does: JavaCPP refuses everything from there on. */
    static void require(long bytes) {
        long allowed = Pointer.maxPhysicalBytes();
        if (allowed > 0 && Pointer.physicalBytes() + bytes > allowed) {
            throw exceeded();
        }
    }

    /** Says in words that there is no more memory, and what can be done about it. */
    static OutOfMemoryError exceeded() {
        return new OutOfMemoryError(
                ("there is no more native memory: this process may hold %.1f GB, which is the machine's memory or four times"
                                + " the JVM's largest heap, the smaller of the two. Give the JVM a larger -Xmx, or"
                                + " -Dorg.bytedeco.javacpp.maxPhysicalBytes=0 to allow the machine's; or take a smaller model"
                                + " or picture")
                        .formatted(bytes() / 1e9));
    }
}
