package io.github.congeal.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(value = OS.LINUX, disabledReason = "has no such device and no such shell")
class LostOutputTest {
    @Test
    void aFullDiskBehindTheStandardOutputIsAFailure() throws IOException, InterruptedException {
        assertLost("exec \"$@\" > /dev/full");
    }

    @Test
    void aStandardOutputThatIsClosedIsAFailure() throws IOException, InterruptedException {
        assertLost("exec \"$@\" >&-");
    }

    private static void assertLost(String how) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "bash",
                        "-c",
                        how,
                        "bash",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Congeal.class.getName(),
                        "models")
                .start();
        String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(errors).isEqualTo(1);
        assertThat(errors).contains("congeal: the standard output could not be written");
    }
}
