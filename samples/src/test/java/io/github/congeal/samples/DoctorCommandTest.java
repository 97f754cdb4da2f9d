package io.github.congeal.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DoctorCommandTest {
    @Test
    void tellsWhatThereIs() {
        CommandLineRun run = CommandLineRun.of("doctor");
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("GPU")
                .contains("oneDNN")
                .contains("processors")
                .contains("of memory")
                .contains("Congeal will use the CPU.");
    }

    @Test
    void failsWhereNothingCanBeComputed() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--limit-modules",
                        "java.desktop,java.net.http,jdk.management,jdk.httpserver",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Congeal.class.getName(),
                        "doctor")
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isEqualTo(1);
        assertThat(output).contains("can compute nothing");
    }

    @Test
    void testsTheEngine() {
        CommandLineRun run = CommandLineRun.of("doctor", "--self-test", "--device", "cpu");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("Self-test on the CPU")
                .contains("convolveBackward")
                .contains("are within bounds.");
    }

    @Test
    void theGpuOrNothing() {
        CommandLineRun run = CommandLineRun.of("generate", "a red apple", "--device", "gpu");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains("congeal:")
                .contains("the GPU was asked for, but")
                .doesNotContain("\tat ");
        assertThat(CommandLineRun.of("generate", "a red apple", "--device", "tpu")
                        .exitCode())
                .isEqualTo(2);
    }
}
