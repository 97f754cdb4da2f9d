package io.github.congeal.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.congeal.control.Fit;
import io.github.congeal.control.Fit.Border;
import io.github.congeal.internal.guidance.PictureSize;
import java.awt.image.BufferedImage;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures of columns, brought into frames: red counts the columns from 1, blue is 0. */
class FramedImageTest {
    private static final PictureSize FRAME = new PictureSize(12, 6);

    @Test
    void coveringCutsOffBothSidesAlike() {
        FramedImage framed = FramedImage.of(columns(24, 6), Fit.COVER, FRAME);
        assertThat(row(framed, 0)).containsExactly(7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18);
        assertThat(framed.covers(0, 0)).isTrue();
        assertThat(framed.covers(11, 5)).isTrue();
        assertThat(row(FramedImage.of(columns(12, 60), Fit.COVER, FRAME), 3))
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    }

    @Test
    void aThreadOfAPictureCoversToo() {
        assertThat(row(FramedImage.of(columns(1, 10_000), Fit.COVER, FRAME), 0)).containsOnly(1);
    }

    @Test
    void containingKeepsTheShapeInTheMiddle() {
        FramedImage framed = FramedImage.of(columns(4, 6), new Fit.Contain(Border.EDGE), FRAME);
        assertThat(row(framed, 5)).containsExactly(1, 1, 1, 1, 1, 2, 3, 4, 4, 4, 4, 4);
        assertThat(framed.covers(3, 0)).isFalse();
        assertThat(framed.covers(4, 0)).isTrue();
        assertThat(framed.covers(7, 0)).isTrue();
        assertThat(framed.covers(8, 0)).isFalse();
        FramedImage large = FramedImage.of(columns(400, 600), Fit.CONTAIN, FRAME);
        assertThat(large.image().getWidth()).isEqualTo(4);
        assertThat(large.image().getHeight()).isEqualTo(6);
    }

    @Test
    void aBorderMayMirrorOrBeOfOneColour() {
        assertThat(row(FramedImage.of(columns(4, 6), new Fit.Contain(Border.MIRROR), FRAME), 0))
                .containsExactly(4, 3, 2, 1, 1, 2, 3, 4, 4, 3, 2, 1);
        // Of the first column and the last, and of the four in between at the top and at the bottom.
        assertThat(row(FramedImage.of(columns(3, 6), new Fit.Contain(Border.PLAIN), FRAME), 0))
                .containsExactly(2, 2, 2, 2, 1, 2, 3, 2, 2, 2, 2, 2);
    }

    @Test
    void aBlurredBorderLeavesThePictureSharp() {
        PictureSize frame = new PictureSize(96, 6);
        BufferedImage stripes = new BufferedImage(32, 6, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 32; x += 2) {
            for (int y = 0; y < 6; y++) {
                stripes.setRGB(x, y, 0xff0000);
            }
        }
        int[] row = row(FramedImage.of(stripes, new Fit.Contain(Border.BLUR), frame), 2);
        assertThat(row[32]).isEqualTo(255);
        assertThat(row[33]).isZero();
        for (int x = 12; x < 24; x++) {
            assertThat(row[x]).isBetween(110, 145);
        }
    }

    @Test
    void aPlacedPictureLiesWhereItIsPutInItsOwnSize() {
        FramedImage framed = FramedImage.of(columns(4, 2), new Fit.Place(-1, 4), FRAME);
        assertThat(framed.covers(2, 4)).isTrue();
        assertThat(framed.covers(3, 4)).isFalse();
        assertThat(framed.covers(2, 3)).isFalse();
        assertThat(row(framed, 4)).startsWith(2, 3, 4);
        FramedImage middle = FramedImage.of(columns(4, 2), Fit.PLACE, FRAME);
        assertThat(middle.left()).isEqualTo(4);
        assertThat(middle.top()).isEqualTo(2);
        FramedImage twice = FramedImage.of(
                columns(4, 2), new Fit.Place(OptionalInt.of(0), OptionalInt.of(0), 2, Border.EDGE), FRAME);
        assertThat(twice.image().getWidth()).isEqualTo(8);
    }

    @ParameterizedTest
    @CsvSource({"12, 0", "-4, 0", "0, 6", "0, -2", "2147483647, 0", "0, -2147483648"})
    void aPictureOutsideOfTheFrameIsRefused(int left, int top) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FramedImage.of(columns(4, 2), new Fit.Place(left, top), FRAME))
                .withMessageContaining("initial-fit was place(left=" + left)
                .withMessageContaining("nothing of the picture of 4x2 is in the frame of 12x6");
    }

    @Test
    void aPictureThatBecomesFarTooLargeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FramedImage.of(
                        columns(3000, 3000),
                        new Fit.Place(OptionalInt.of(0), OptionalInt.of(0), 100, Border.EDGE),
                        FRAME))
                .withMessageContaining("the picture was 300000x300000");
    }

    @Test
    void aBlurKeepsTheMean() {
        PictureSize size = new PictureSize(9, 9);
        float[] dot = new float[81];
        dot[40] = 1;
        float[] blurred = new Blur(1).of(dot, size, 1);
        double sum = 0;
        for (float value : blurred) {
            sum += value;
        }
        assertThat(sum).isCloseTo(1, org.assertj.core.api.Assertions.within(1e-5));
        assertThat(blurred[40]).isGreaterThan(blurred[41]).isLessThan(0.2f);
        assertThat(blurred[41]).isEqualTo(blurred[49]).isGreaterThan(0.01f);
    }

    private static BufferedImage columns(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, (x + 1 & 0xff) << 16);
            }
        }
        return image;
    }

    private static int[] row(FramedImage framed, int y) {
        float[] filled = framed.filled();
        int[] row = new int[framed.frame().width()];
        for (int x = 0; x < row.length; x++) {
            row[x] = Math.round(255 * filled[3 * (y * row.length + x)]);
        }
        return row;
    }
}
