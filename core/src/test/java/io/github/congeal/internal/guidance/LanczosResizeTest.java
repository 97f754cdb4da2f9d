package io.github.congeal.internal.guidance;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Resizing of 8-bit pictures against Pillow, and the size that target pictures get. */
class LanczosResizeTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
    void pixelsArePillows(int number) {
        Fixture fixture = Fixture.read("pictures");
        int[] shape = fixture.shape(number + ".in");
        BufferedImage picture = new BufferedImage(shape[1], shape[0], BufferedImage.TYPE_INT_RGB);
        float[] levels = fixture.get(number + ".in");
        for (int i = 0; i < shape[0] * shape[1]; i++) {
            picture.setRGB(i % shape[1], i / shape[1], packed(levels, i));
        }
        int[] expected = fixture.shape(number + ".out");
        BufferedImage resized = LanczosResize.resize(picture, new PictureSize(expected[1], expected[0]));
        assertThat(resized.getHeight()).isEqualTo(expected[0]);
        assertThat(resized.getWidth()).isEqualTo(expected[1]);
        for (int i = 0; i < expected[0] * expected[1]; i++) {
            assertThat(resized.getRGB(i % expected[1], i / expected[1]) & 0xffffff)
                    .as("pixel %d", i)
                    .isEqualTo(packed(fixture.get(number + ".out"), i));
        }
    }

    private static int packed(float[] levels, int pixel) {
        return (int) levels[3 * pixel] << 16 | (int) levels[3 * pixel + 1] << 8 | (int) levels[3 * pixel + 2];
    }

    /** Widened first, it would have a billion pixels. */
    @Test
    void aStripOfAPixelByMillionsIsResizedInLittleMemory() {
        BufferedImage strip = new BufferedImage(1, 4_000_000, BufferedImage.TYPE_INT_RGB);
        for (int y = 2_000_000; y < 4_000_000; y++) {
            strip.setRGB(0, y, 0x3060c0);
        }

        BufferedImage resized = LanczosResize.resize(strip, new PictureSize(256, 256));

        assertThat(resized.getRGB(0, 10) & 0xffffff).isZero();
        assertThat(resized.getRGB(255, 245) & 0xffffff).isEqualTo(0x3060c0);
    }

    @Test
    void targetsKeepTheirShapeAndAreNoLargerThanThePicture() {
        PictureSize made = new PictureSize(480, 480);
        assertThat(PictureSize.ofTarget(new PictureSize(1920, 1080), made)).isEqualTo(new PictureSize(640, 360));
        assertThat(PictureSize.ofTarget(new PictureSize(300, 200), made)).isEqualTo(new PictureSize(300, 200));
        assertThat(PictureSize.ofTarget(new PictureSize(5000, 1), new PictureSize(32, 32)))
                .isEqualTo(new PictureSize(2263, 1));
    }
}
