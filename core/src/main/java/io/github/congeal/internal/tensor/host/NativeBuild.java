package io.github.congeal.internal.tensor.host;

import io.github.congeal.internal.tensor.nd4j.NativeAccess;
import io.github.congeal.internal.tensor.nd4j.NativeSettings;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;

/**
 * Which builds of ND4J's native library for this platform are on the class path, found without starting any.
 *
 * @param all their classifiers, such as {@code linux-x86_64-onednn}
 */
public record NativeBuild(List<String> all) {
    private static final String ONE_DNN = "-onednn";
    private static final String FOLDER = "org/nd4j/linalg/cpu/nativecpu/bindings/";

    static {
        // JavaCPP is loaded below, and reads its settings then.
        NativeSettings.make();
    }

    /** Finds the builds on the class path. */
    public static NativeBuild onClassPath() {
        String platform = Loader.getPlatform();
        ClassLoader classPath = NativeBuild.class.getClassLoader();
        return new NativeBuild(Stream.of("", ONE_DNN, "-avx2", "-avx512", ONE_DNN + "-avx2", ONE_DNN + "-avx512")
                .map(extension -> platform + extension)
                .filter(build -> Stream.of("libnd4jcpu.so", "nd4jcpu.dll", "libnd4jcpu.dylib")
                        .anyMatch(file -> classPath.getResource(FOLDER + build + "/" + file) != null))
                .toList());
    }

    /** The operating system and processor, as the classifiers name them: {@code linux-x86_64}. */
    public static String platform() {
        return Loader.getPlatform();
    }

    /** Whether one of them has oneDNN. */
    public boolean hasOneDnn() {
        return all.stream().anyMatch(build -> build.contains(ONE_DNN));
    }

    /** The reason why no library can be loaded, as a sentence; empty if they can be. */
    public static Optional<String> obstacle() {
        return NativeAccess.obstacle();
    }

    /** The folder that native libraries are unpacked into, or a phrase that says why there is none. */
    public static String cache() {
        try {
            return Loader.getCacheDir().toString();
        } catch (IOException e) {
            return "no folder, for none can be written to (%s)".formatted(e.getMessage());
        }
    }

    /** The bytes that a run on the CPU may come to hold. */
    public static long memoryLimit() {
        return HostMemoryLimit.bytes();
    }
}
