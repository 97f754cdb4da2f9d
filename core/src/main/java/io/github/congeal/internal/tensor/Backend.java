package io.github.congeal.internal.tensor;

import java.util.Locale;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The native library behind ND4J: started once, and named in the log. */
public final class Backend {
    private static final Logger log = LoggerFactory.getLogger(Backend.class);

    private Backend() {}

    /** Starts ND4J if nobody has yet. Cheap when called again. */
    public static void initialize() {
        Start.once();
    }

    /** How many threads an operation is shared among. */
    public static int threads() {
        initialize();
        return Nd4j.getEnvironment().maxThreads();
    }

    /**
     * Whether arrays live in the memory of the host, where Java may reach them past ND4J. Every short cut of that kind
     * has to ask; the way around is ND4J's own operations, which serve all backends.
     */
    static boolean onHost() {
        initialize();
        return Nd4j.getBackend().getEnvironment().isCPU();
    }

    /** Initialised by the first call and by no other: class initialisation is what Java guarantees to happen once. */
    private static final class Start {
        static {
            // ND4J prints a banner of its own unless told not to.
            if (System.getProperty("org.nd4j.log.initialization") == null) {
                System.setProperty("org.nd4j.log.initialization", "false");
            }
            String backend = Nd4j.getBackend().getClass().getSimpleName();
            boolean cpu = Nd4j.getBackend().getEnvironment().isCPU();
            boolean oneDnn = NativeOpsHolder.getInstance()
                    .getDeviceNativeOps()
                    .buildInfo()
                    .toUpperCase(Locale.ROOT)
                    .contains("HAVE_ONEDNN");
            int threads = Nd4j.getEnvironment().maxThreads();
            log.info("ND4J's {}, {} oneDNN, {} threads", backend, oneDnn ? "with" : "without", threads);
            if (cpu && !oneDnn) {
                log.warn("This build of ND4J has no oneDNN and is about ten times slower than it could be. Add"
                        + " org.nd4j:nd4j-native with the classifier <your platform>-onednn if there is one.");
            }
        }

        static void once() {
            // Nothing left to do: reaching this line has run the initialiser above.
        }
    }
}
