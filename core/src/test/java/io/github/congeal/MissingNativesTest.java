package io.github.congeal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.model.Model;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What Gradle makes of the dependencies: everything but the native libraries. */
class MissingNativesTest {
    /** Prints what comes of starting the engine twice. */
    public static final class Program {
        private Program() {}

        /** Runs it. */
        public static void main(String[] arguments) {
            for (int i = 0; i < 2; i++) {
                try {
                    Model.bundled();
                } catch (DeviceUnavailableException e) {
                    System.out.println(e.getMessage());
                }
            }
        }
    }

    @Test
    @Timeout(300)
    void theLinesForGradleAreNamed() throws IOException, InterruptedException {
        String output = run(Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> !path.contains(Loader.getPlatform()))
                .collect(Collectors.joining(File.pathSeparator)));
        List<String> documented = Files.readString(Path.of("../docs/build.md"))
                .lines()
                .filter(line -> line.startsWith("runtimeOnly") && line.contains("x86_64"))
                .map(line -> line.substring(0, line.indexOf(')') + 1).replace("linux-x86_64", Loader.getPlatform()))
                .toList();

        assertThat(documented).hasSize(3);
        assertThat(output).doesNotContain("\tat ", "Exception");
        assertThat(output.split("@jar\"\\)"))
                .as("lines that bring nothing else")
                .hasSizeGreaterThan(6);
        for (String line : documented) {
            assertThat(output.split(
                            java.util.regex.Pattern.quote(
                                    line.replace("-onednn", "").replace("@jar\")", "")),
                            -1))
                    .as("%s is said both times", line)
                    .hasSize(3);
        }
    }

    private static String run(String classPath) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        Program.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
