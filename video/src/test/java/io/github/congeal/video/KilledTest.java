package io.github.congeal.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A program that is killed, without a chance to do anything about it, in the middle of a film. */
class KilledTest {
    private static final int KILLS = Integer.getInteger("congeal.kills", 2);

    private final Random random = new Random(KILLS);

    @TempDir
    private Path folder;

    /** {@code -Dcongeal.kills=100} kills so many programs of each kind. */
    @ParameterizedTest
    @ValueSource(strings = {"film.mp4", "film.gif"})
    void aFilmIsTheOldOneOrTheNewOne(String name) throws IOException, InterruptedException {
        Path film = folder.resolve(name);
        for (int kill = 0; kill < KILLS; kill++) {
            Process process = start(ManyFilms.class, film);
            try {
                assertThat(process.getInputStream().read())
                        .as("a film was written")
                        .isEqualTo('.');
                Thread.sleep(random.nextInt(40));
            } finally {
                process.destroyForcibly().waitFor();
            }
            assertThat(name.endsWith("gif") ? framesOfGif(film) : framesOfMp4(film))
                    .isEqualTo(ManyFilms.FRAMES);
        }
        ManyFilms.write(film);
    }

    private static int framesOfMp4(Path film) throws IOException {
        int frames = 0;
        try (VideoReader found = VideoReader.open(film)) {
            for (; found.hasNext(); frames++) {
                found.next();
            }
        }
        return frames;
    }

    private static int framesOfGif(Path film) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        try (ImageInputStream in = ImageIO.createImageInputStream(film.toFile())) {
            reader.setInput(in);
            int frames = reader.getNumImages(true);
            for (int i = 0; i < frames; i++) {
                reader.read(i);
            }
            return frames;
        } finally {
            reader.dispose();
        }
    }

    @Test
    @Timeout(300)
    void noBrokenFileHasTheFilmsName() throws IOException, InterruptedException {
        Path film = Files.writeString(folder.resolve("film.mp4"), "an older film");
        Process process = start(EndlessFilm.class, film);
        try {
            int written = process.getInputStream().read();
            assertThat(written).as("a frame was added").isNotNegative();
        } finally {
            process.destroyForcibly().waitFor();
        }

        assertThat(film).hasContent("an older film");
    }

    private static Process start(Class<?> program, Path film) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.getName(),
                        film.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Writes a short film again and again. */
    static final class ManyFilms {
        static final int FRAMES = 3;

        public static void main(String... arguments) throws IOException {
            while (true) {
                write(Path.of(arguments[0]));
                System.out.print('.');
                System.out.flush();
            }
        }

        static void write(Path film) throws IOException {
            try (VideoWriter video = VideoWriter.to(film)) {
                for (int i = 0; i < FRAMES; i++) {
                    video.add(Scenes.waves(64, 64, i));
                }
            }
        }
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
