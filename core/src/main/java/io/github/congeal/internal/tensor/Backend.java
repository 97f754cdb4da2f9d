package io.github.congeal.internal.tensor;

import io.github.congeal.DeviceUnavailableException;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.cpu.nativecpu.CpuBackend;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The native library behind ND4J: chosen and started once, and named in the log.
 *
 * <p>ND4J has one backend for a whole JVM, so the first use decides and whoever comes later has to agree.
 */
public final class Backend {
    private static final Logger log = LoggerFactory.getLogger(Backend.class);

    /** Set to true, this has the CPU compute as a card would: by ND4J's operations alone. For tests. */
    private static final String PORTABLE = "io.github.congeal.portable";

    private static final ThreadLocal<Boolean> portable = ThreadLocal.withInitial(() -> Boolean.getBoolean(PORTABLE));
    /** Asked for each row that Java reads, so that a look at the thread's own answer would be felt. */
    private static volatile boolean anyPortable = Boolean.getBoolean(PORTABLE);

    private static volatile @Nullable Running running;

    private record Running(Processor processor, String description, long cardMemory) {}

    private Backend() {}

    /** Starts ND4J if nobody has yet, on whatever suits. Cheap when called again. */
    public static void initialize() {
        running();
    }

    /** How many threads an operation is shared among. */
    public static int threads() {
        initialize();
        return Nd4j.getEnvironment().maxThreads();
    }

    /**
     * Makes sure that the engine runs on what is wished for, and starts it.
     *
     * @param wish null for the GPU where it can be used and otherwise the CPU, or whatever was chosen before
     * @return what it runs on
     * @throws DeviceUnavailableException if it cannot be had, or another was chosen before
     */
    public static Processor use(@Nullable Processor wish) {
        Running now = running == null ? start(wish) : running();
        if (wish != null && wish != now.processor) {
            throw new DeviceUnavailableException(("the %s was asked for, but this JVM already computes on the %s, and"
                            + " ND4J cannot change that: ask before anything else is computed or loaded, or in a JVM of"
                            + " its own")
                    .formatted(wish, now.processor));
        }
        return now.processor;
    }

    /** What was started, in words; starts it if nobody has yet. */
    public static String describe() {
        return running().description;
    }

    /**
     * Whether arrays live in the memory of the host, where Java may reach them past ND4J. Every short cut of that kind
     * has to ask; the way around is ND4J's own operations, which serve all backends.
     */
    public static boolean onHost() {
        return running().processor == Processor.CPU && !(anyPortable && portable.get());
    }

    /**
     * Does something as a card would do it, also on the CPU: what is loaded and run meanwhile, on this thread, takes no
     * short cut. So can be proved without a card what is computed on one.
     */
    public static <T> T asOnACard(Supplier<T> work) {
        boolean before = portable.get();
        anyPortable = true;
        portable.set(true);
        try {
            return work.get();
        } finally {
            portable.set(before);
        }
    }

    /** The bytes of a card's memory that a run may take, or 0 where the engine runs, or would run, on the CPU. */
    static long cardMemory() {
        return running().cardMemory;
    }

    private static Running running() {
        Running now = running;
        return now == null ? start(null) : now;
    }

    private static synchronized Running start(@Nullable Processor wish) {
        if (running != null) {
            return running;
        }
        // ND4J prints a banner of its own unless told not to.
        if (System.getProperty("org.nd4j.log.initialization") == null) {
            System.setProperty("org.nd4j.log.initialization", "false");
        }
        BackendChoice choice = BackendChoice.of(wish, Backend::accelerator);
        if (choice.reason() != null) {
            log.info(choice.reason());
        }
        if (choice.processor() == Processor.CPU) {
            CpuFirstBackend.takeThis();
        }
        Running started = startNd4j(choice);
        running = started;
        return started;
    }

    private static @Nullable Accelerator accelerator() {
        return ServiceLoader.load(Accelerator.class, Backend.class.getClassLoader())
                .findFirst()
                .orElse(null);
    }

    private static Running startNd4j(BackendChoice choice) {
        boolean cpu = isCpu(choice);
        // The program around may have started ND4J before, on something else: what runs is what counts.
        Processor processor = cpu ? Processor.CPU : Processor.GPU;
        String backend = cpu
                ? CpuBackend.class.getSimpleName()
                : Nd4j.getBackend().getClass().getSimpleName();
        boolean oneDnn = NativeOpsHolder.getInstance()
                .getDeviceNativeOps()
                .buildInfo()
                .toUpperCase(Locale.ROOT)
                .contains("HAVE_ONEDNN");
        int threads = Nd4j.getEnvironment().maxThreads();
        String description = cpu
                ? "ND4J's %s, %s oneDNN, %d threads".formatted(backend, oneDnn ? "with" : "without", threads)
                : "ND4J's %s".formatted(backend);
        log.info(description);
        if (cpu && choice.processor() == Processor.GPU) {
            log.warn("The GPU passed every check, yet ND4J did not start on it and took the CPU.");
        }
        if (cpu && !oneDnn) {
            log.warn("This build of ND4J has no oneDNN and is about ten times slower than it could be. Add"
                    + " org.nd4j:nd4j-native with the classifier <your platform>-onednn if there is one.");
        }
        return new Running(processor, description, cpu ? 0 : choice.memory());
    }

    private static boolean isCpu(BackendChoice choice) {
        try {
            return Nd4j.getBackend().getEnvironment().isCPU();
        } catch (LinkageError e) {
            if (choice.processor() == Processor.CPU) {
                throw e;
            }
            throw new DeviceUnavailableException(
                    "the GPU passed every check, yet ND4J could not start on it; start the program again and ask for the"
                            + " CPU",
                    e);
        }
    }
}
