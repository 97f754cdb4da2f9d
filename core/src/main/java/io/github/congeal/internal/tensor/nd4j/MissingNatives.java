package io.github.congeal.internal.tensor.nd4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;

/** Why ND4J's native libraries did not load, in words. */
final class MissingNatives {
    private static final String ONE_DNN = "-onednn";

    /** The platforms for which there is a build with oneDNN. */
    private static final Set<String> WITH_ONE_DNN = Set.of("linux-x86_64", "windows-x86_64", "macosx-x86_64");

    /**
     * One of the libraries.
     *
     * @param folder of its builds, each in a folder of its own
     * @param name of its file, without what each system adds
     * @param artifact that has it, without the classifier
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
     * A sentence.
     *
     * @param problem what ND4J failed with
     */
    static String sentence(Throwable problem) {
        String platform = Loader.getPlatform();
        List<String> missing = new ArrayList<>();
        if (!ND4J.isThere(platform)) {
            missing.add(ND4J.artifact + ":" + platform + (WITH_ONE_DNN.contains(platform) ? ONE_DNN : ""));
        }
        OTHERS.stream()
                .filter(library -> !library.isThere(platform))
                .forEach(library -> missing.add(library.artifact + ":" + platform));
        return missing.isEmpty()
                ? "the native libraries of ND4J are on the class path, but could not be loaded: " + cause(problem)
                : ("native libraries for %s are not on the class path. Maven selects them by itself; Gradle does not, so"
                                + " add to the dependencies:%n    %s")
                        .formatted(
                                platform,
                                String.join(
                                        "%n    ".formatted(),
                                        missing.stream()
                                                .map("runtimeOnly(\"%s\")"::formatted)
                                                .toList()));
    }

    /** What lies at the bottom says most. */
    private static Throwable cause(Throwable problem) {
        Throwable cause = problem;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
