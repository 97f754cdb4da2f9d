package io.github.congeal.internal.tensor.nd4j;

import io.github.congeal.DeviceUnavailableException;
import io.github.congeal.internal.tensor.Processor;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
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
        requireUnsafe();
        NativeSettings.make();
        if (System.getenv("GOMP_SPINCOUNT") == null) {
            // Otherwise OpenMP's threads look for more work without pause, and keep the others from the processors:
            // beside a busy program an iteration takes more than twice as long.
            NativeEnvironment.add("OMP_WAIT_POLICY", "passive");
        }
        if (wish == Processor.CPU) {
            CpuFirstBackend.takeThis();
        }
        // The program around may have started ND4J before, on something else: what runs is what counts.
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
                "ND4J's %s, %s oneDNN, %d threads"
                        .formatted(CpuBackend.class.getSimpleName(), oneDnn ? "with" : "without", threads()));
    }

    /** JavaCPP reads memory through it, and a program of named modules has it only if it says so. */
    private static void requireUnsafe() {
        if (ModuleLayer.boot().findModule("jdk.unsupported").isEmpty()) {
            throw new DeviceUnavailableException("ND4J, which computes, needs the module jdk.unsupported: write"
                    + " \"requires jdk.unsupported;\" into your module-info.java, or start Java with"
                    + " --add-modules jdk.unsupported");
        }
    }

    /** Finds out now, and not when the first weights are loaded. */
    private static void requireMemoryAccess() {
        try {
            Nd4j.create(1).close();
        } catch (LinkageError e) {
            throw refused(e);
        }
    }

    static DeviceUnavailableException refused(LinkageError reason) {
        for (Throwable cause = reason; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError) {
                return new DeviceUnavailableException(
                        "ND4J, which computes, could not be started, because Java's heap of %d MB is too small: give it more with -Xmx"
                                .formatted(Runtime.getRuntime().maxMemory() >> 20),
                        reason);
            }
        }
        Optional<String> missing = MissingNatives.sentence();
        if (missing.isPresent()) {
            return new DeviceUnavailableException(missing.get(), reason);
        }
        if (!canUnpack()) {
            return new DeviceUnavailableException(
                    "there is no folder into which ND4J's native libraries can be unpacked, neither in the home folder nor in"
                            + " the one for temporary files: name one that can be written to, with"
                            + " -Dorg.bytedeco.javacpp.cachedir=FOLDER",
                    reason);
        }
        return new DeviceUnavailableException(
                ("ND4J, which computes, could not be started on Java %s: %s. Where Java was told to deny native access or"
                                + " sun.misc.Unsafe, start it with --enable-native-access=ALL-UNNAMED and, from Java 23 on,"
                                + " --sun-misc-unsafe-memory-access=allow; otherwise see that ND4J's native build for this"
                                + " platform is on the class path")
                        .formatted(Runtime.version().feature(), reason),
                reason);
    }

    private static boolean canUnpack() {
        try {
            Loader.getCacheDir();
            return true;
        } catch (IOException e) {
            return false;
        } catch (LinkageError e) {
            // The reason is another one.
            return true;
        }
    }

    private static boolean isCpu(Processor wish) {
        try {
            return Nd4j.getBackend().getEnvironment().isCPU();
        } catch (LinkageError e) {
            if (wish == Processor.CPU) {
                throw refused(e);
            }
            throw new DeviceUnavailableException(
                    "the GPU passed every check, yet ND4J could not start on it; start the program again and ask for the"
                            + " CPU",
                    e);
        }
    }
}
