package io.github.congeal.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a decoder by others makes of the films. */
class Mp4QualityTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0x808080, 0xff0000, 0x00ff00, 0x0000ff, 0xffffff, 0x000000, 0xc08040, 0x010203})
    void coloursStayWhatTheyAre(int rgb) throws IOException, InterruptedException {
        Path film = film(Scenes.plain(48, 32, rgb), Scenes.plain(48, 32, rgb));

        Decoded decoded = Decoded.of(film);

        int[] pixel = decoded.pixel(1, 20, 20);
        int tolerance = rgb == 0x808080 ? 1 : 3;
        for (int c = 0; c < 3; c++) {
            assertThat(pixel[c])
                    .isBetween((rgb >> 16 - 8 * c & 0xff) - tolerance, (rgb >> 16 - 8 * c & 0xff) + tolerance);
        }
    }

    @Test
    void theDefaultIsNearlyWithoutLoss() throws IOException, InterruptedException {
        BufferedImage[] frames = new BufferedImage[30];
        for (int i = 0; i < frames.length; i++) {
            frames[i] = Scenes.waves(160, 128, i);
        }

        Decoded decoded = Decoded.of(film(frames));

        assertThat(decoded.frames()).hasSize(30);
        for (int i = 0; i < frames.length; i++) {
            assertThat(decoded.psnr(i, frames[i])).as("PSNR of frame %d", i).isGreaterThanOrEqualTo(40);
        }
    }

    @ParameterizedTest
    @CsvSource({"63,47,64,48", "1,1,2,2", "17,33,18,34", "64,64,64,64", "50,34,50,34"})
    void oddSizesAreMadeEven(int width, int height, int filmWidth, int filmHeight)
            throws IOException, InterruptedException {
        BufferedImage scene = Scenes.waves(width, height, 1);

        Decoded decoded = Decoded.of(film(scene, scene, scene));

        assertThat(decoded.width()).isEqualTo(filmWidth);
        assertThat(decoded.height()).isEqualTo(filmHeight);
        assertThat(decoded.frames()).hasSize(3);
        assertThat(decoded.psnr(2, scene)).isGreaterThan(30);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1,25", "12,1", "12,2", "12,25", "30,33", "51,1000"})
    void decodersHaveNothingToSay(int quality, int keyFrameInterval) throws IOException, InterruptedException {
        Path film = folder.resolve("film.mp4");
        try (VideoWriter video = VideoWriter.builder(film)
                .quality(quality)
                .keyFrameInterval(keyFrameInterval)
                .open()) {
            for (int i = 0; i < 70; i++) {
                video.add(i % 10 == 3 ? Scenes.noise(64, 48, i) : Scenes.waves(64, 48, i));
            }
        }

        Tool.Output output = Tool.required("ffmpeg").run("-v", "warning", "-i", film, "-f", "null", "-");

        assertThat(output.err()).isEmpty();
        assertThat(Decoded.of(film).frames()).hasSize(70);
    }

    private Path film(BufferedImage... frames) throws IOException {
        Path film = folder.resolve("film.mp4");
        try (VideoWriter video = VideoWriter.to(film)) {
            for (BufferedImage frame : frames) {
                video.add(frame);
            }
        }
        return film;
    }
}
