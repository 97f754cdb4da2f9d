package io.github.congeal.internal.tensor;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.bytedeco.javacpp.Pointer;

/** How much memory this process may come to hold. */
public final class MemoryLimit {
    private MemoryLimit() {}

    /**
     * The limit in bytes: the memory of the machine or its container, or what JavaCPP allows native code (four times
     * the largest heap, unless {@code org.bytedeco.javacpp.maxphysicalbytes} says otherwise), whichever is less.
     */
    public static long bytes() {
        long machine =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        long allowed = Pointer.maxPhysicalBytes();
        return allowed > 0 ? Math.min(machine, allowed) : machine;
    }
}
