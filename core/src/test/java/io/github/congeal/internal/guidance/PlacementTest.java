package io.github.congeal.internal.guidance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacementTest {
    private static final int SIDE = 16;

    @Test
    void inAFrameOfItsOwnSizeAPictureIsItself() {
        float[] picture = halves();
        float[] placed = Placement.CENTRED.place(picture, SIDE, new PictureSize(SIDE, SIDE));
        assertThat(placed).containsExactly(picture, within(1e-6f));
    }

    @ParameterizedTest
    @CsvSource({"8, 8", "24, 40", "100, 16", "5, 64"})
    void aPlainPictureStaysPlain(int width, int height) {
        float[] plain = new float[SIDE * SIDE * 3];
        Arrays.fill(plain, 0.3f);
        for (int seed = 0; seed < 5; seed++) {
            float[] placed =
                    Placement.draw(new SplittableRandom(seed)).place(plain, SIDE, new PictureSize(width, height));
            float[] expected = new float[width * height * 3];
            Arrays.fill(expected, 0.3f);
            assertThat(placed).containsExactly(expected, within(1e-5f));
        }
    }

    @Test
    void theEdgesGoOnWhereTheFrameIsWider() {
        PictureSize frame = new PictureSize(3 * SIDE, SIDE);
        float[] placed = Placement.CENTRED.place(halves(), SIDE, frame);
        for (int x = 0; x < frame.width(); x++) {
            // The picture's left half is black, and the middle of the frame is the middle of the picture.
            assertThat(red(placed, frame, x))
                    .as("column %d", x)
                    .isEqualTo(x < frame.width() / 2 ? 0 : 1, within(1e-5f));
        }
    }

    @Test
    void thePictureIsWhollyVisible() {
        float[] framed = new float[SIDE * SIDE * 3];
        for (int y = 1; y < SIDE - 1; y++) {
            Arrays.fill(framed, (y * SIDE + 1) * 3, (y * SIDE + SIDE - 1) * 3, 1f);
        }
        PictureSize frame = new PictureSize(2 * SIDE, 4 * SIDE);
        float[] placed = Placement.CENTRED.place(framed, SIDE, frame);
        assertThat(red(placed, frame, 0)).isZero();
        assertThat(red(placed, frame, SIDE)).isEqualTo(1f, within(0.05f));
        assertThat(red(placed, frame, 2 * SIDE - 1)).isZero();
    }

    @Test
    void shiftAndZoomMoveItsPixels() {
        PictureSize frame = new PictureSize(100, 100);
        assertThat(firstWhite(new Placement(1, 0, 0), frame)).isEqualTo(50);
        assertThat(firstWhite(new Placement(1, 0.2, 0), frame)).isEqualTo(70);
        assertThat(firstWhite(new Placement(1, 0, 0.2), frame)).isEqualTo(50);
        assertThat(firstWhite(new Placement(0.5, 0.2, 0), frame)).isEqualTo(60);
    }

    private static int firstWhite(Placement placement, PictureSize frame) {
        float[] placed = placement.place(halves(), SIDE, frame);
        int x = 0;
        while (red(placed, frame, x) < 0.5) {
            x++;
        }
        return x;
    }

    /** The red of a column in the middle row. */
    private static float red(float[] picture, PictureSize frame, int x) {
        return picture[(frame.height() / 2 * frame.width() + x) * 3];
    }

    /** Black on the left, white on the right. */
    private static float[] halves() {
        float[] picture = new float[SIDE * SIDE * 3];
        for (int y = 0; y < SIDE; y++) {
            Arrays.fill(picture, (y * SIDE + SIDE / 2) * 3, (y + 1) * SIDE * 3, 1f);
        }
        return picture;
    }
}
