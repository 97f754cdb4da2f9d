package io.github.congeal.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command line in a locale whose digits are not those of ASCII. */
class LocaleTest {
    @TempDir
    private Path folder;

    @Test
    @Timeout(300)
    void digitsOfTheLocaleAreNotUsed() throws IOException, InterruptedException {
        Path frames = folder.resolve("frames");
        Path out = folder.resolve("apple.png");
        String said = runInEgypt(
                "generate",
                "an apple",
                "--size=64x64",
                "--cutouts=1",
                "--iterations=1",
                "--frames=" + frames,
                "--out=" + out);
        assertThat(frames.toFile().list()).as(said).containsExactlyInAnyOrder("frame-0000.png", "frame-0001.png");
        assertThat(Files.readString(out, StandardCharsets.ISO_8859_1))
                .containsPattern("Steps: 1, Sampler: adam, Seed: [0-9]+, Size: 64x64");
        assertThat(said).doesNotContainPattern("[\\p{Nd}&&[^0-9]]");
    }

    private static String runInEgypt(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.language=ar",
                "-Duser.country=EG",
                "-cp",
                System.getProperty("java.class.path"),
                Congeal.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
