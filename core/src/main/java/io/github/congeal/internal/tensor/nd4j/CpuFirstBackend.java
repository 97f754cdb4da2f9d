package io.github.congeal.internal.tensor.nd4j;

import org.nd4j.linalg.cpu.nativecpu.CpuBackend;

/**
 * ND4J's CPU backend, registered a second time to rank before all others when the CPU is chosen.
 *
 * <p>ND4J takes the first usable backend that it finds by {@link java.util.ServiceLoader}, the GPU's before the CPU's; only
 * environment variables can change that. Trying the GPU's backend without a GPU prints a stack trace.
 */
public final class CpuFirstBackend extends CpuBackend {
    private static final int BEFORE_ALL_OTHERS = 1000;
    private static volatile boolean wanted;

    /** For {@link java.util.ServiceLoader}. */
    public CpuFirstBackend() {}

    /** Makes ND4J choose this backend, if it has not started yet. */
    static void takeThis() {
        wanted = true;
    }

    @Override
    public int getPriority() {
        return wanted ? BEFORE_ALL_OTHERS : -BEFORE_ALL_OTHERS;
    }
}
