package io.github.congeal.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.Generation;
import io.github.congeal.control.Start;
import io.github.congeal.control.Tiling;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeamCommandTest {
    @TempDir
    private Path folder;

    @Test
    void aTileHasNoSeamWhereItIsOne() {
        Seam tiled = new Seam(0, 0);
        Seam plain = new Seam(0, 0);
        for (String prompt : new String[] {"a red brick wall", "green leaves"}) {
            tiled = sum(tiled, picture(prompt, Tiling.BOTH));
            plain = sum(plain, picture(prompt, Tiling.NONE));
        }

        assertThat(tiled.across()).isLessThan(1.1 * tiled.elsewhere());
        assertThat(plain.across()).isGreaterThan(1.3 * plain.elsewhere());
    }

    private static BufferedImage picture(String prompt, Tiling tiling) {
        return Generation.builder()
                .prompt(prompt)
                .tiling(tiling)
                .start(Start.RANDOM)
                .size(128, 128)
                .iterations(1)
                .cutouts(4)
                .seed(3)
                .build()
                .image();
    }

    /** Both seams of a picture are added. */
    private static Seam sum(Seam before, BufferedImage picture) {
        Seam beside = Seam.horizontal(picture, 1);
        Seam above = Seam.vertical(picture, 1);
        return new Seam(
                before.across() + beside.across() + above.across(),
                before.elsewhere() + beside.elsewhere() + above.elsewhere());
    }

    @Test
    void theSeamOfAStepIsSeenInItsDirectionAlone() throws Exception {
        BufferedImage step = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 8; x++) {
            for (int y = 0; y < 8; y++) {
                step.setRGB(x, y, 0x101010 * x);
            }
        }
        Path file = folder.resolve("step.png");
        ImageIO.write(step, "png", file.toFile());

        CommandLineRun run = CommandLineRun.of("seam", file);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("7.00", "0.00", "step.png");
    }

    @Test
    void aMissingPictureHasNoTable() {
        CommandLineRun run = CommandLineRun.of("seam", folder.resolve("none.png"));

        assertThat(run.err()).contains("there is no file");
        assertThat(run.out()).isEmpty();
    }
}
