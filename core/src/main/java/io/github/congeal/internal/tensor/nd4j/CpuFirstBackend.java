package io.github.congeal.internal.tensor.nd4j;

import org.nd4j.linalg.cpu.nativecpu.CpuBackend;

/**
 * ND4J's CPU backend once more, ranked before all others when the CPU was chosen.
 *
 * <p>ND4J takes the first usable backend that it finds by {@link java.util.ServiceLoader}, the GPU's before the CPU's;
 * only environment variables can change that. Merely trying the GPU's backend prints a stack trace where there is no
 * GPU.
 */
public final class CpuFirstBackend extends CpuBackend {
    private static final int BEFORE_ALL_OTHERS = 1000;
    private static volatile boolean wanted;

    /** For {@link java.util.ServiceLoader}. */
    public CpuFirstBackend() {}

    /** From now on ND4J takes this one, if it has not started yet. */
    static void takeThis() {
        wanted = true;
    }

    @Override
    public int getPriority() {
        return wanted ? BEFORE_ALL_OTHERS : -BEFORE_ALL_OTHERS;
    }
}
