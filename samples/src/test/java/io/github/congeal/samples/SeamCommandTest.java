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
    /** The bundled VQGAN's: at their borders, steps are larger everywhere. */
    private static final int BLOCK = 8;

    @TempDir
    private Path folder;

    @Test
    void aTileHasNoSeamWhereItIsOne() {
        Seam[] sums = {new Seam(0, 0), new Seam(0, 0), new Seam(0, 0)};
        for (String prompt : new String[] {"a red brick wall", "green leaves", "pebbles"}) {
            BufferedImage both = picture(prompt, Tiling.BOTH);
            sums[0] = sum(sums[0], Seam.horizontal(both, BLOCK));
            sums[1] = sum(sums[1], Seam.vertical(both, BLOCK));
            sums[2] = sum(sums[2], Seam.vertical(picture(prompt, Tiling.NONE), BLOCK));
        }

        assertThat(sums[0].across()).isLessThan(1.1 * sums[0].elsewhere());
        assertThat(sums[1].across()).isLessThan(1.1 * sums[1].elsewhere());
        assertThat(sums[2].across()).as("without tiling").isGreaterThan(1.2 * sums[2].elsewhere());
    }

    private static BufferedImage picture(String prompt, Tiling tiling) {
        return Generation.builder()
                .prompt(prompt)
                .tiling(tiling)
                .start(Start.RANDOM)
                .size(64, 64)
                .iterations(4)
                .cutouts(8)
                .seed(3)
                .build()
                .image();
    }

    private static Seam sum(Seam one, Seam other) {
        return new Seam(one.across() + other.across(), one.elsewhere() + other.elsewhere());
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
}
