package io.github.congeal.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.congeal.control.Motion;
import io.github.congeal.internal.checkpoint.Checkpoint;
import io.github.congeal.internal.checkpoint.SafetensorsReader;
import io.github.congeal.internal.guidance.PictureSize;
import io.github.congeal.internal.tensor.Homography;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pictures moved by a camera, against Pillow. */
class PictureWarpTest {
    private static final String FILE = "motion.safetensors";
    private static final String BOARD = "checkerboard";
    private static final Checkpoint FIXTURE = read();

    private static Checkpoint read() {
        try (InputStream in = PictureWarpTest.class.getResourceAsStream(FILE)) {
            return SafetensorsReader.read(in, FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<String> motions() {
        return FIXTURE.tensors().keySet().stream().filter(name -> !name.equals(BOARD));
    }

    @ParameterizedTest
    @MethodSource("motions")
    void aCheckerboardIsMovedAsByPillow(String motion) {
        float[] expected = FIXTURE.read(motion);

        float[] moved = moved(Motion.FORM.read(motion), FIXTURE.read(BOARD), size());

        for (int i = 0; i < expected.length; i++) {
            assertThat(moved[i]).as("pixel %d", i).isCloseTo(expected[i], within(1e-5f));
        }
    }

    @Test
    void aCameraThatStandsStillChangesNothing() {
        float[] board = FIXTURE.read(BOARD);
        float[] moved = moved(Motion.STILL, board, size());
        for (int i = 0; i < board.length; i++) {
            assertThat(moved[i]).isCloseTo(board[i], within(1e-6f));
        }
    }

    @Test
    void directionsAreThoseThatAreSaid() {
        // One bright pixel right of the middle and above it.
        PictureSize size = new PictureSize(9, 9);
        float[] picture = new float[81];
        picture[3 * 9 + 5] = 1;
        assertThat(brightest(moved(Motion.STILL.pan(2, 1), picture, size))).isEqualTo(4 * 9 + 7);
        assertThat(brightest(moved(Motion.STILL.turn(90), picture, size)))
                .as("clockwise")
                .isEqualTo(5 * 9 + 5);
        assertThat(brightest(moved(Motion.zoom(2), picture, size))).isEqualTo(2 * 9 + 6);
        float[] plain = new float[81];
        java.util.Arrays.fill(plain, 1);
        float[] leaning = moved(Motion.STILL.tilt(40, 0), stripe(), size);
        assertThat(leaning[9 + 4])
                .as("the upper edge is farther away, so it comes down")
                .isGreaterThan(leaning[4]);
    }

    /** Bright in the uppermost row. */
    private static float[] stripe() {
        float[] picture = new float[81];
        java.util.Arrays.fill(picture, 0, 9, 1);
        return picture;
    }

    @Test
    void beyondTheHorizonThereIsTheBordersColour() {
        Motion steep = Motion.zoom(0.1).tilt(45, 0).pan(0, 200).border(Motion.Border.WRAP);
        assertThat(moved(steep, FIXTURE.read(BOARD), size())).doesNotContain(Float.NaN);
    }

    private static int brightest(float[] picture) {
        int best = 0;
        for (int i = 0; i < picture.length; i++) {
            best = picture[i] > picture[best] ? i : best;
        }
        return best;
    }

    private static PictureSize size() {
        long[] shape = FIXTURE.tensor(BOARD).shape();
        return new PictureSize((int) shape[1], (int) shape[0]);
    }

    private static float[] moved(Motion motion, float[] picture, PictureSize size) {
        Homography back = Camera.back(motion, 0, 1, size);
        float[] result = new float[picture.length];
        new PictureWarp(back, motion.border()).warp(picture, result, size, 1);
        return result;
    }
}
