package io.github.congeal.internal.tensor.nd4j;

import io.github.congeal.DeviceUnavailableException;
import io.github.congeal.internal.tensor.Processor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.cpu.nativecpu.CpuBackend;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The native library behind ND4J: chosen and started once, and named in the log.
 *
 * <p>ND4J has one backend in a JVM, so the first device that uses it decides, and a later one has to agree.
 */
public final class Nd4jRuntime {
    private static final Logger log = LoggerFactory.getLogger(Nd4jRuntime.class);

    private static @Nullable Running running;

    private record Running(Processor processor, String description) {}

    private Nd4jRuntime() {}

    /**
     * Starts ND4J if it has not been. Cheap when called again.
     *
     * @param processor what it is to compute on
     * @throws DeviceUnavailableException if it computes on something else
     */
    public static synchronized void start(Processor processor) {
        if (running == null) {
            running = startOn(processor);
        }
        if (running.processor != processor) {
            throw new DeviceUnavailableException(("the %s was asked for, but this JVM already computes on the %s, and"
                            + " ND4J cannot change that: ask before anything else is computed or loaded, or in a JVM of"
                            + " its own")
                    .formatted(processor, running.processor));
        }
    }

    /** How many threads ND4J shares an operation among. */
    public static int threads() {
        return Nd4j.getEnvironment().maxThreads();
    }

    /** What was started, in words. */
    public static synchronized String describe() {
        return running == null ? "ND4J, not started" : running.description;
    }

    private static Running startOn(Processor wish) {
        NativeAccess.requireUnsafe();
        NativeSettings.make();
        if (System.getenv("GOMP_SPINCOUNT") == null) {
            // Otherwise OpenMP's idle threads busy-wait and keep the others from the processors: beside a busy program
            // an iteration takes more than twice as long.
            NativeEnvironment.add("OMP_WAIT_POLICY", "passive");
        }
        if (CpuFlags.read().hasAvx512()) {
            // On AMD's processors OpenBLAS 0.3.19 would not use it. Its kernels for it are named after Intel's
            // Skylake-X.
            NativeEnvironment.add("OPENBLAS_CORETYPE", "SkylakeX");
        }
        if (wish == Processor.CPU) {
            CpuFirstBackend.takeThis();
        }
        // The surrounding program may have started ND4J already, on another backend: the one that runs counts.
        Running started = isCpu(wish) ? cpu() : gpu();
        requireMemoryAccess();
        log.info(started.description);
        if (started.processor == Processor.CPU && wish == Processor.GPU) {
            log.warn("The GPU passed every check, yet ND4J did not start on it and took the CPU.");
        }
        return started;
    }

    private static Running gpu() {
        return new Running(
                Processor.GPU, "ND4J's " + Nd4j.getBackend().getClass().getSimpleName());
    }

    private static Running cpu() {
        boolean oneDnn = NativeOpsHolder.getInstance()
                .getDeviceNativeOps()
                .buildInfo()
                .toUpperCase(Locale.ROOT)
                .contains("HAVE_ONEDNN");
        if (!oneDnn) {
            log.warn("This build of ND4J has no oneDNN and is about ten times slower than it could be. Add"
                    + " org.nd4j:nd4j-native with the classifier <your platform>-onednn if there is one.");
        }
        return new Running(
                Processor.CPU,
                "ND4J's %s, %s oneDNN, %s threads"
                        .formatted(CpuBackend.class.getSimpleName(), oneDnn ? "with" : "without", threads()));
    }

    /** Finds out now, and not when the first weights are loaded. */
    private static void requireMemoryAccess() {
        try {
            Nd4j.create(1).close();
        } catch (LinkageError e) {
            throw NativeAccess.refused(e);
        }
    }

    private static boolean isCpu(Processor wish) {
        try {
            return Nd4j.getBackend().getEnvironment().isCPU();
        } catch (LinkageError e) {
            if (wish == Processor.CPU) {
                throw NativeAccess.refused(e);
            }
            throw new DeviceUnavailableException(
                    "the GPU passed every check, yet ND4J could not start on it; start the program again and ask for the"
                            + " CPU",
                    e);
        }
    }
}
