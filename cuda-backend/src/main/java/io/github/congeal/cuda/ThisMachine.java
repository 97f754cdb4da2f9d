package io.github.congeal.cuda;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The machine that this JVM runs on, asked through JNA. */
final class ThisMachine implements Machine {
    @Override
    public String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return (system.startsWith("windows") ? "windows" : system.startsWith("mac") ? "macosx" : system) + "-"
                + (processor.equals("amd64") ? "x86_64" : processor.equals("aarch64") ? "arm64" : processor);
    }

    @Override
    public @Nullable CudaLibrary cuda() {
        return load(driver(platform()), CudaLibrary.class);
    }

    /** Returns the file name of NVIDIA's driver library on a platform. */
    static String driver(String platform) {
        return CudaPlatform.isWindows(platform) ? "nvcuda" : "libcuda.so.1";
    }

    @Override
    public @Nullable NvmlLibrary nvml() {
        return load(CudaPlatform.isWindows(platform()) ? "nvml" : "libnvidia-ml.so.1", NvmlLibrary.class);
    }

    private static <T extends Library> @Nullable T load(String library, Class<T> functions) {
        if (LibraryCache.lacks(library)) {
            return null;
        }
        try {
            return Native.load(library, functions);
        } catch (LinkageError e) {
            return null;
        }
    }

    @Override
    public boolean canLoad(String library) {
        if (LibraryCache.lacks(library)) {
            return false;
        }
        try (NativeLibrary found = NativeLibrary.getInstance(library)) {
            return found != null;
        } catch (LinkageError e) {
            return false;
        }
    }

    @Override
    public boolean hasResource(String path) {
        return ThisMachine.class.getClassLoader().getResource(path) != null;
    }

    @Override
    public @Nullable String environment(String name) {
        return System.getenv(name);
    }
}
