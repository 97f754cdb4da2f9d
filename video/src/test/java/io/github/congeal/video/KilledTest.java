package io.github.congeal.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A program that is killed, without a chance to do anything about it, in the middle of a film. */
class KilledTest {
    @TempDir
    private Path folder;

    @Test
    @Timeout(300)
    void noBrokenFileHasTheFilmsName() throws IOException, InterruptedException {
        Path film = Files.writeString(folder.resolve("film.mp4"), "an older film");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndlessFilm.class.getName(),
                        film.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            int written = process.getInputStream().read();
            assertThat(written).as("a frame was added").isNotNegative();
        } finally {
            process.destroyForcibly().waitFor();
        }

        assertThat(film).hasContent("an older film");
    }

    /** Adds frames until it is killed. */
    static final class EndlessFilm {
        public static void main(String... arguments) throws IOException {
            try (VideoWriter video = VideoWriter.to(Path.of(arguments[0]))) {
                for (int i = 0; ; i++) {
                    video.add(Scenes.waves(64, 64, i));
                    System.out.print('.');
                    System.out.flush();
                }
            }
        }
    }
}
