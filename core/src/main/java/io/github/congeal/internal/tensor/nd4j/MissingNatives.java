package io.github.congeal.internal.tensor.nd4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;

/** Finds which of ND4J's native libraries are missing from the class path. */
final class MissingNatives {
    private static final String ONE_DNN = "-onednn";

    /** The platforms for which there is a build with oneDNN. */
    private static final Set<String> WITH_ONE_DNN = Set.of("linux-x86_64", "windows-x86_64", "macosx-x86_64");

    /**
     * A native library.
     *
     * @param folder the folder with a sub-folder for each build
     * @param name the name of its file, without the prefix and suffix of the operating system
     * @param artifact the Maven coordinates without the classifier
     */
    private record Library(String folder, String name, String artifact) {
        private boolean isThere(String platform) {
            ClassLoader classPath = MissingNatives.class.getClassLoader();
            return Stream.of("/lib%s.so", "/lib%s.dylib", "/%s.dll")
                    .map(file -> file.formatted(name))
                    .flatMap(file -> Stream.of(platform + file, platform + ONE_DNN + file))
                    .anyMatch(file -> classPath.getResource(folder + file) != null);
        }
    }

    private static final Library ND4J =
            new Library("org/nd4j/linalg/cpu/nativecpu/bindings/", "jnind4jcpu", "org.nd4j:nd4j-native:1.0.0-M2.1");

    private static final List<Library> OTHERS = List.of(
            new Library("org/bytedeco/openblas/", "jniopenblas", "org.bytedeco:openblas:0.3.19-1.5.7"),
            new Library("org/bytedeco/javacpp/", "jnijavacpp", "org.bytedeco:javacpp:1.5.7"));

    private MissingNatives() {}

    /**
     * A sentence with the lines that a Gradle build needs; empty if the libraries are on the class path, or if the platform
     * cannot be determined.
     */
    static Optional<String> sentence() {
        String platform;
        try {
            platform = Loader.getPlatform();
        } catch (LinkageError e) {
            return Optional.empty();
        }
        List<String> missing = new ArrayList<>();
        if (!ND4J.isThere(platform)) {
            missing.add(ND4J.artifact + ":" + platform + (WITH_ONE_DNN.contains(platform) ? ONE_DNN : ""));
        }
        OTHERS.stream()
                .filter(library -> !library.isThere(platform))
                .forEach(library -> missing.add(library.artifact + ":" + platform));
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        // @jar: without the transitive dependencies, which Congeal excludes.
        List<String> lines =
                missing.stream().map("runtimeOnly(\"%s@jar\")"::formatted).toList();
        return Optional.of(
                "native libraries for %s are not on the class path. Maven selects them by itself; Gradle does not, so add to the dependencies:%n    %s"
                        .formatted(platform, String.join("%n    ".formatted(), lines)));
    }
}
