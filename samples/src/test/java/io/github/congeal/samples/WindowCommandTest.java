package io.github.congeal.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class WindowCommandTest {
    @TempDir
    private Path folder;

    @Test
    void withoutADisplayThatIsSaid() throws IOException, InterruptedException {
        assertRefused(window("-Djava.awt.headless=true"));
    }

    @Test
    @DisabledOnOs(
            value = {OS.WINDOWS, OS.MAC},
            disabledReason = "has no X11")
    void aDisplayThatDoesNotAnswerIsNone() throws IOException, InterruptedException {
        ProcessBuilder window = window("-Djava.awt.headless=false");
        window.environment().put("DISPLAY", "127.0.0.1:4321");
        assertRefused(window);
    }

    private ProcessBuilder window(String option) {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        option,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Congeal.class.getName(),
                        "window")
                .redirectError(folder.resolve("err.txt").toFile());
    }

    private void assertRefused(ProcessBuilder window) throws IOException, InterruptedException {
        Process process = window.start();
        try {
            assertThat(process.waitFor(240, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(1);
            assertThat(Files.readString(folder.resolve("err.txt")).lines())
                    .singleElement()
                    .asString()
                    .contains("there is no display to open a window on");
        } finally {
            process.destroyForcibly();
        }
    }
}
