package io.github.congeal.internal.tensor;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.bytedeco.javacpp.Pointer;

/** How much memory this process may come to hold. */
public final class MemoryLimit {
    private MemoryLimit() {}

    /**
     * The limit in bytes: the memory of the machine or its container, or what JavaCPP allows native code (four times
     * the largest heap, unless {@code org.bytedeco.javacpp.maxphysicalbytes} says otherwise), whichever is less; on a GPU,
     * what of the card's memory was free at the start.
     */
    public static long bytes() {
        return isOfACard() ? Backend.cardMemory() : onHost();
    }

    /** Whether it is a card's memory that counts. */
    public static boolean isOfACard() {
        return Backend.cardMemory() > 0;
    }

    /** The limit on the CPU, whatever the engine runs on. */
    static long onHost() {
        long machine =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        long allowed = Pointer.maxPhysicalBytes();
        return allowed > 0 ? Math.min(machine, allowed) : machine;
    }
}
