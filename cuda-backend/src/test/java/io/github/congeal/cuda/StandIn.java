package io.github.congeal.cuda;

import com.sun.jna.Library;
import com.sun.jna.Native;
import io.github.congeal.cuda.driver.DriverCalls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** The stand-in of NVIDIA's driver, which g++ makes of the kernels' sources; without g++, what asks for it is skipped. */
public final class StandIn {
    private static final Path FOLDER = Path.of("target", "standin").toAbsolutePath();
    private static final Path LIBRARY = FOLDER.resolve("libcuda.so.1");
    private static final int PATIENCE = 10;

    private StandIn() {}

    /** What a test can set and read of it. */
    interface Settings extends Library {
        void standin_set(String name, long value);

        long standin_get(String name);
    }

    /** The folder of the library, once it is built. */
    public static Path folder() {
        build();
        Assumptions.assumeTrue(Files.exists(LIBRARY), "there is no g++ that could make a stand-in of the driver");
        return FOLDER;
    }

    /** Builds it and the tests of kernels where that was not done since the sources changed. */
    private static synchronized void build() {
        try {
            Process build = new ProcessBuilder("src/test/cpp/build.sh", FOLDER.toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(build.getInputStream().readAllBytes());
            if (!build.waitFor(PATIENCE, TimeUnit.MINUTES) || build.exitValue() != 0) {
                throw new IllegalStateException("the stand-in could not be built: " + said);
            }
        } catch (IOException e) {
            Assumptions.abort("no script can be run here: " + e.getMessage());
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Its functions. */
    public static DriverCalls calls() {
        return DriverCalls.of(folder().resolve("libcuda.so.1").toString());
    }

    private static Settings settings() {
        return Native.load(folder().resolve("libcuda.so.1").toString(), Settings.class);
    }

    /** Sets something of it, as {@code standin.cpp} names it. */
    public static void set(String name, long value) {
        settings().standin_set(name, value);
    }

    /** Reads something of it. */
    public static long get(String name) {
        return settings().standin_get(name);
    }
}
