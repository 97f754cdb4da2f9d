package io.github.congeal.internal.tensor.nd4j;

import io.github.congeal.DeviceUnavailableException;
import java.io.IOException;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;

/** Whether this JVM allows ND4J to start, and if not, why. ND4J itself is not started here. */
public final class NativeAccess {
    /** JavaCPP's access to memory through {@code sun.misc.Unsafe}, which fails where Java was told to deny it. */
    private static final String MEMORY_ACCESS = "org.bytedeco.javacpp.indexer.Raw";

    private NativeAccess() {}

    /** The reason why ND4J cannot be started in this JVM, as a sentence; empty if it can be. */
    public static Optional<String> obstacle() {
        NativeSettings.make();
        try {
            requireUnsafe();
            Pointer.physicalBytes();
            Class.forName(MEMORY_ACCESS);
            return Optional.empty();
        } catch (LinkageError e) {
            return Optional.of(refused(e).getMessage());
        } catch (ClassNotFoundException e) {
            return Optional.of("JavaCPP, which ND4J needs, is not on the class path");
        } catch (DeviceUnavailableException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** Checks for the module through which JavaCPP accesses memory. A program of named modules must require it. */
    static void requireUnsafe() {
        if (ModuleLayer.boot().findModule("jdk.unsupported").isEmpty()) {
            throw new DeviceUnavailableException("ND4J, which computes, needs the module jdk.unsupported: write"
                    + " \"requires jdk.unsupported;\" into your module-info.java, or start Java with"
                    + " --add-modules jdk.unsupported");
        }
    }

    static DeviceUnavailableException refused(LinkageError reason) {
        for (Throwable cause = reason; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError) {
                return new DeviceUnavailableException(
                        "ND4J, which computes, could not be started, because Java's heap of %s MB is too small: give it more with -Xmx"
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
}
