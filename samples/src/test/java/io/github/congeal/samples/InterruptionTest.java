package io.github.congeal.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.PictureFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class InterruptionTest {
    @TempDir
    private Path folder;

    @Test
    @Timeout(300)
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no signals")
    void controlCKeepsTheNewestPicture() throws IOException, InterruptedException {
        Path out = folder.resolve("apple.png");
        Path table = folder.resolve("losses.csv");
        Path film = folder.resolve("apple.mp4");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Congeal.class.getName(),
                        "generate",
                        "a red apple",
                        "--size=64x64",
                        "--cutouts=2",
                        "--iterations=1000000",
                        "--every=1000000",
                        "--losses=" + table,
                        "--video=" + film,
                        "--out=" + out)
                .redirectError(folder.resolve("err.txt").toFile())
                .start();
        try {
            waitForLines(table, 4, process);
            Files.delete(out);

            // Ctrl-C sends SIGINT, but whatever a shell runs in its background has to ignore that; SIGTERM ends a
            // program
            // on the same path.
            process.destroy();

            assertThat(process.waitFor(200, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(143);
            assertThat(PictureFile.read(out).getWidth()).isEqualTo(64);
            assertThat(Files.size(film)).isPositive();
            assertThat(Files.readString(folder.resolve("err.txt"))).doesNotContain("\tat ");
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files)
                        .extracting(file -> file.getFileName().toString())
                        .containsExactlyInAnyOrder("apple.png", "apple.mp4", "losses.csv", "err.txt");
            }
        } finally {
            process.destroyForcibly();
        }
    }

    private static void waitForLines(Path file, int lines, Process process) throws IOException, InterruptedException {
        while (!Files.exists(file) || Files.readAllLines(file).size() < lines) {
            assertThat(process.isAlive()).as("the program is still running").isTrue();
            Thread.sleep(50);
        }
    }
}
