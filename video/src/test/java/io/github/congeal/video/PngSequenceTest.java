package io.github.congeal.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.congeal.Frame;
import io.github.congeal.Generation;
import io.github.congeal.PictureFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PngSequenceTest {
    @TempDir
    private Path folder;

    @Test
    void framesAreNumberedAndKeepTheirSettings() throws IOException {
        Path frames = folder.resolve("frames");
        Generation generation = Generation.builder()
                .prompt("a red apple")
                .size(64, 64)
                .iterations(1)
                .cutouts(1)
                .seed(3)
                .build();
        try (PngSequence sequence = PngSequence.in(frames)) {
            for (Frame frame : generation) {
                sequence.add(frame);
                assertThat(frames.resolve("frame-000%d.png".formatted(frame.iteration())))
                        .exists();
            }
        }

        assertThat(Generation.readFrom(frames.resolve("frame-0001.png")).seed()).isEqualTo(3);
    }

    @Test
    void picturesAreNumberedAndWithoutLoss() throws IOException {
        try (PngSequence sequence = PngSequence.in(folder)) {
            sequence.add(Scenes.noise(8, 8, 1));
            assertThatIllegalArgumentException().isThrownBy(() -> sequence.add(Scenes.noise(8, 9, 1)));
            sequence.add(Scenes.noise(8, 8, 2));
        }

        assertThat(PictureFile.read(folder.resolve("frame-0001.png")).getRGB(3, 3))
                .isEqualTo(Scenes.noise(8, 8, 2).getRGB(3, 3));
        assertThat(folder.resolve("frame-0002.png")).doesNotExist();
    }

    @Test
    void aSequenceGoesOn() throws IOException {
        try (PngSequence sequence = PngSequence.in(folder, 20)) {
            sequence.add(Scenes.noise(8, 8, 1));
            sequence.add(Scenes.noise(8, 8, 2));
        }

        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("frame-0020.png", "frame-0021.png");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PngSequence.in(folder, -1))
                .withMessage("first was -1, but must be at least 0");
    }

    @Test
    void mistakesAreNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatIOException().isThrownBy(() -> PngSequence.in(file)).withMessageContaining("it is a file");
        assertThatIOException()
                .isThrownBy(() -> PngSequence.in(folder.resolve("no/where")))
                .withMessageContaining("there is no folder");
        PngSequence sequence = PngSequence.in(folder);
        assertThatIOException().isThrownBy(sequence::close).withMessageContaining("no frame was added");
        assertThatIllegalStateException().isThrownBy(() -> sequence.add(Scenes.noise(8, 8, 1)));
    }
}
