package io.github.congeal.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.Frame;
import io.github.congeal.Generation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A film says that it was generated. */
class MarkTest {
    private static final String MARK =
            "DigitalSourceType=\"http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia\"";

    @TempDir
    Path folder;

    @Test
    void aFilmOfFramesIsMarkedAndStillPlays() throws IOException, InterruptedException {
        Path film = film(true);

        assertThat(text(film)).containsOnlyOnce(MARK);
        String said = Tool.required("ffprobe")
                .run("-v", "warning", "-count_frames", "-show_streams", film)
                .text();
        assertThat(said.lines()).contains("nb_read_frames=2");
    }

    @Test
    void theMarkCanBeLeftOut() throws IOException {
        assertThat(text(film(false))).doesNotContain(MARK);
    }

    /** They may be photographs. */
    @Test
    void aFilmOfOtherPicturesIsNotMarked() throws IOException {
        Path film = folder.resolve("other.mp4");
        try (VideoWriter video = VideoWriter.to(film)) {
            video.add(Scenes.plain(16, 16, 0));
        }

        assertThat(text(film)).doesNotContain(MARK);
    }

    private Path film(boolean marks) throws IOException {
        Path film = folder.resolve(marks + ".mp4");
        Generation generation = Generation.builder()
                .prompt("a red apple")
                .size(32, 32)
                .cutouts(1)
                .iterations(1)
                .marks(marks)
                .build();
        try (VideoWriter video = VideoWriter.to(film)) {
            for (Frame frame : generation) {
                video.add(frame);
            }
        }
        return film;
    }

    private static String text(Path film) throws IOException {
        return Files.readString(film, StandardCharsets.ISO_8859_1);
    }
}
