package io.github.congeal.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.PictureFile;
import io.github.congeal.control.Size;
import io.github.congeal.video.VideoReader;
import io.github.congeal.video.VideoWriter;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Short films drawn anew. */
class StyleCommandTest {
    @TempDir
    private Path folder;

    /** A red square that moves over blue. */
    private static BufferedImage picture(int at) {
        BufferedImage image = new BufferedImage(96, 64, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.BLUE);
        graphics.fillRect(0, 0, 96, 64);
        graphics.setColor(Color.RED);
        graphics.fillRect(8 * at, 16, 32, 32);
        graphics.dispose();
        return image;
    }

    private static CommandLineRun style(Path source, Path out, Object... more) {
        List<Object> all = new ArrayList<>(List.of("style", source, "an oil painting", "--out", out));
        all.addAll(List.of("--steps", 1, "--cutouts", 2, "--seed", 7));
        all.addAll(List.of(more));
        return CommandLineRun.of(all.toArray());
    }

    @Test
    void aFolderOfPicturesBecomesPicturesOfItsShape() throws IOException {
        Path source = Files.createDirectory(folder.resolve("source"));
        for (int i = 0; i < 3; i++) {
            PictureFile.write(picture(i), source.resolve("photo-%d.png".formatted(i)));
        }
        Path out = folder.resolve("styled");

        CommandLineRun run = style(source, out, "--frames", 2);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo("%s (seed 7)%n".formatted(out));
        assertThat(run.err()).contains("frame 1 of 2, ", "frame 2 of 2, ");
        assertThat(out.toFile().list()).containsExactlyInAnyOrder("frame-0000.png", "frame-0001.png");
        BufferedImage first = PictureFile.read(out.resolve("frame-0000.png"));
        assertThat(new Size(first.getWidth(), first.getHeight())).isEqualTo(new Size(96, 64));
        assertThat(Files.readString(out.resolve("frame-0001.png"), StandardCharsets.ISO_8859_1))
                .contains("an oil painting");
        // It is still that picture: what was red is redder than what was blue.
        Color inside = new Color(first.getRGB(16, 32));
        Color outside = new Color(first.getRGB(80, 32));
        assertThat(inside.getRed() - inside.getBlue()).isGreaterThan(outside.getRed() - outside.getBlue());
    }

    @Test
    void aFilmBecomesAFilmAtItsPace() throws IOException {
        Path source = folder.resolve("source.mp4");
        try (VideoWriter video = VideoWriter.builder(source).framesPerSecond(12).open()) {
            for (int i = 0; i < 2; i++) {
                video.add(picture(i));
            }
        }
        Path out = folder.resolve("styled.mp4");

        CommandLineRun run = style(source, out, "--size", "64x64", "--quiet");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).isEmpty();
        try (VideoReader video = VideoReader.open(out)) {
            assertThat(video.count()).isEqualTo(2);
            assertThat(video.framesPerSecond()).isEqualTo(12);
            assertThat(video.next().getWidth()).isEqualTo(64);
        }
    }

    @Test
    void whatIsWrongIsSaidBeforeAnythingIsMade() throws IOException {
        Path source = Files.createDirectory(folder.resolve("source"));
        PictureFile.write(picture(0), source.resolve("photo.png"));
        assertThat(style(folder.resolve("none.mp4"), folder.resolve("a.mp4")).err())
                .contains("none.mp4");
        assertThat(style(source, folder.resolve("a.mp4"), "--frames", 0).err()).contains("--frames was 0");
        assertThat(style(source, folder.resolve("a.mp4"), "--carried", 2).err())
                .contains("carried was 2.0, but must be from 0 to 1");
        assertThat(style(source, folder.resolve("none").resolve("a.mp4")).err()).contains("none");
        assertThat(style(source, source).err()).contains("--out is the source itself");
        assertThat(style(source, folder.resolve("a.mp4"), "--fps", -3).err()).contains("framesPerSecond was -3.0");
        assertThat(folder.toFile().list()).containsExactly("source");
    }
}
