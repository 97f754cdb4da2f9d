package io.github.congeal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;

/** The dependency congeal-natives, of which no build here needs the libraries for other systems. */
class NativesTest {
    private static final Pattern DEPENDENCY =
            Pattern.compile("<artifactId>([^<]+)</artifactId>\\s*<version>([^<]+)</version>\\s*<classifier>([^<]+)<");

    @Test
    void hasWhatMavenChoosesOnEachSystem() throws Exception {
        List<String> chosen = classifiers(Path.of("pom.xml"), "nd4j-native");
        assertThat(chosen).hasSize(5);
        Path natives = Path.of("../natives/pom.xml");
        assertThat(classifiers(natives, "nd4j-native")).containsExactlyInAnyOrderElementsOf(chosen);
        List<String> systems =
                chosen.stream().map(each -> each.replace("-onednn", "")).toList();
        assertThat(classifiers(natives, "openblas")).containsExactlyInAnyOrderElementsOf(systems);
        assertThat(classifiers(natives, "javacpp")).containsExactlyInAnyOrderElementsOf(systems);
    }

    @Test
    void namesTheVersionsThatMavenFinds() throws Exception {
        String parent = Files.readString(Path.of("../pom.xml"));
        String classPath = System.getProperty("java.class.path");
        for (String library : List.of("openblas", "javacpp")) {
            MatchResult version = Pattern.compile("<" + library + ".version>([^<]+)<")
                    .matcher(parent)
                    .results()
                    .findFirst()
                    .orElseThrow();
            assertThat(classPath).contains("%s-%s-%s.jar".formatted(library, version.group(1), Loader.getPlatform()));
        }
    }

    private static List<String> classifiers(Path pom, String artifact) throws Exception {
        return DEPENDENCY
                .matcher(Files.readString(pom))
                .results()
                .filter(found -> found.group(1).equals(artifact))
                .map(found -> found.group(3))
                .toList();
    }
}
