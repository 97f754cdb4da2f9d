package io.github.congeal.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What a program gets with Congeal: the class path of these very tests, which carry out every command. Nothing on it has
 * a known vulnerability, and what ND4J names without need is not there.
 */
class ClassPathTest {
    /** Of a local repository: .../artifact/version/artifact-version[-classifier].jar. */
    private static final Pattern JAR =
            Pattern.compile(".*[/\\\\]([^/\\\\]+)[/\\\\]([^/\\\\]+)[/\\\\]\\1-\\2[^/\\\\]*\\.jar");

    private record Artifact(String name, String version) {}

    /**
     * A line of the list.
     *
     * @param mended the first version without it; "never" if there is none
     */
    private record Vulnerability(String artifact, String mended, String name) {
        private boolean isIn(Artifact found) {
            return artifact.equals(found.name) && (mended.equals("never") || isBefore(found.version, mended));
        }
    }

    @Test
    void noKnownVulnerabilityIsOnTheClassPath() throws IOException {
        List<Artifact> artifacts = artifacts();
        assertThat(artifacts).extracting(Artifact::name).contains("nd4j-api", "javacpp", "jackson-core", "picocli");
        for (Vulnerability vulnerability : vulnerabilities()) {
            assertThat(artifacts)
                    .as("%s, mended in %s %s", vulnerability.name, vulnerability.artifact, vulnerability.mended)
                    .noneMatch(vulnerability::isIn);
        }
    }

    @Test
    void whatIsNeverLoadedIsNotThere() {
        assertThat(artifacts())
                .extracting(Artifact::name)
                .doesNotContain(
                        "byteunits",
                        "commons-codec",
                        "commons-collections4",
                        "commons-compress",
                        "commons-net",
                        "flatbuffers-java",
                        "jna-platform",
                        "neoitertools",
                        "oshi-core",
                        "protobuf",
                        "jackson",
                        "threetenbp");
    }

    @Test
    void theListWouldFindOne() throws IOException {
        assertThat(vulnerabilities()).hasSizeGreaterThan(10);
        assertThat(vulnerabilities()).anyMatch(one -> one.isIn(new Artifact("commons-io", "2.7")));
        assertThat(vulnerabilities()).noneMatch(one -> one.isIn(new Artifact("commons-io", "2.14.0")));
        assertThat(isBefore("2.9.1", "2.10")).isTrue();
        assertThat(isBefore("1.0.0-M2.1", "1.0.0")).isTrue();
        assertThat(isBefore("3.18.0", "3.18.0")).isFalse();
    }

    private static List<Artifact> artifacts() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .flatMap(path -> artifact(Path.of(path)).stream())
                .toList();
    }

    /** ND4J's renamed copies of other libraries are under its own name and version; SECURITY.md tells of them. */
    private static Optional<Artifact> artifact(Path jar) {
        if (jar.toString().replace('\\', '/').contains("/org/nd4j/guava/")) {
            return Optional.empty();
        }
        Matcher matcher = JAR.matcher(jar.toString());
        return matcher.matches() ? Optional.of(new Artifact(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    private static List<Vulnerability> vulnerabilities() throws IOException {
        try (InputStream in = ClassPathTest.class.getResourceAsStream("vulnerabilities.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\\s+"))
                    .map(words -> new Vulnerability(words[0], words[1], words[2]))
                    .toList();
        }
    }

    /** Compares the numbers of two versions; what comes behind a hyphen makes it an earlier one. */
    private static boolean isBefore(String version, String other) {
        int[] a = numbers(version);
        int[] b = numbers(other);
        int compared = Arrays.compare(a, b);
        return compared < 0 || compared == 0 && version.contains("-") && !other.contains("-");
    }

    private static int[] numbers(String version) {
        return Stream.of(version.replaceFirst("-.*", "").split("\\."))
                .mapToInt(part -> part.matches("\\d{1,9}") ? Integer.parseInt(part) : 0)
                .toArray();
    }
}
