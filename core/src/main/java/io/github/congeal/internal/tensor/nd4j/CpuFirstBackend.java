package io.github.congeal.internal.tensor.nd4j;

import org.nd4j.linalg.cpu.nativecpu.CpuBackend;

/**
 * ND4J's CPU backend once more, in front of all others where the CPU was decided on.
 *
 * <p>ND4J takes the first of the backends that it finds by {@link java.util.ServiceLoader}, the GPU's before the CPU's,
 * and only environment variables can change that. Merely trying the GPU's prints a stack trace where there is no GPU.
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
