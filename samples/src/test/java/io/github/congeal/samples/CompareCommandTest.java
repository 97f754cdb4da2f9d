package io.github.congeal.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {
    private static final int SIDE = 64;

    @TempDir
    private Path folder;

    @Test
    void picturesOfOtherSettingsStandSideBySide() throws Exception {
        Path out = folder.resolve("row.png");
        CommandLineRun run = CommandLineRun.of(
                "compare",
                "a red apple",
                "--size",
                "64x64",
                "--iterations",
                0,
                "--seed",
                1,
                "--thumbnail",
                SIDE,
                "--out",
                out,
                "--with",
                "",
                "--with",
                "start=plain(ground=0, noise=0)",
                "--with",
                "start=plain(ground=1, noise=0)");
        assertThat(run.exitCode()).as(run.err()).isZero();
        BufferedImage row = ImageIO.read(out.toFile());
        assertThat(row.getWidth()).isGreaterThan(3 * SIDE);
        int step = row.getWidth() / 3;
        assertThat(row.getRGB(step + step / 2, SIDE / 2) & 255).isLessThan(64);
        assertThat(row.getRGB(2 * step + step / 2, SIDE / 2) & 255).isGreaterThan(192);
    }

    @Test
    void whatIsNoSettingIsRefusedBeforeAnythingIsMade() {
        Path out = folder.resolve("row.png");
        CommandLineRun run = CommandLineRun.of("compare", "a red apple", "--out", out, "--with", "plain");
        assertThat(run.exitCode()).isNotZero();
        assertThat(run.err())
                .contains("--with was \"plain\"", "start=plain; seed=7")
                .doesNotContain("\tat ");
        assertThat(out).doesNotExist();
    }
}
