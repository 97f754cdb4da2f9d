package io.github.congeal.internal.guidance;

import static io.github.congeal.internal.guidance.Floats.assertClose;
import static io.github.congeal.internal.guidance.Floats.dot;
import static io.github.congeal.internal.guidance.Floats.normal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Crops and their resampling against torch, against the formulas, and against their own transpose. */
class CropTest {
    private static final int HEIGHT = 40;
    private static final int WIDTH = 56;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void valuesAndGradientsAreTorchs(int number) {
        Fixture fixture = Fixture.read("crops");
        float[] window = fixture.get(number + ".window");
        int size = (int) window[3];
        Crop crop = new Crop((int) window[0], (int) window[1], AxisResampler.of((int) window[2], size));

        float[] out = new float[size * size * 3];
        crop.forward(fixture.get("image"), WIDTH, out, new float[WIDTH * 3]);
        assertClose("value", out, fixture.get(number + ".out"), 1e-5);

        float[] gradient = new float[HEIGHT * WIDTH * 3];
        crop.backward(fixture.get(number + ".outGradient"), 0, gradient, WIDTH, 0, HEIGHT, new float[WIDTH * 3]);
        assertClose("gradient", gradient, fixture.get(number + ".imageGradient"), 1e-5);
    }

    @ParameterizedTest
    @CsvSource({"40, 16", "33, 32", "21, 21", "9, 30", "40, 1", "2, 7", "1, 4", "5, 2", "40, 39"})
    void theGradientIsTheTranspose(int side, int size) {
        Crop crop = new Crop(56 - side, 0, AxisResampler.of(side, size));
        float[] row = new float[Math.max(WIDTH, size) * 3];
        for (int seed = 0; seed < 5; seed++) {
            float[] image = normal(HEIGHT * WIDTH * 3, seed);
            float[] gradient = normal(size * size * 3, seed + 100);
            float[] out = new float[gradient.length];
            crop.forward(image, WIDTH, out, row);
            float[] imageGradient = new float[image.length];
            // In stripes, as the threads do it.
            for (int from = 0; from < HEIGHT; from += 7) {
                crop.backward(gradient, 0, imageGradient, WIDTH, from, Math.min(from + 7, HEIGHT), row);
            }
            // Sums of some thousand products of single precision.
            assertThat(dot(imageGradient, image)).isCloseTo(dot(gradient, out), within(1e-3));
        }
    }

    @Test
    void lowPassTapsAreThoseOfTheFormula() {
        assertThat(AxisResampler.lowPass(300, 224))
                .containsExactly(new double[] {-0.048117, 0.177468, 0.741297, 0.177468, -0.048117}, within(1e-6));
        assertThat(AxisResampler.lowPass(480, 224))
                .containsExactly(
                        new double[] {
                            -0.002271, -0.036732, 0.022210, 0.285920, 0.461745, 0.285920, 0.022210, -0.036732, -0.002271
                        },
                        within(1e-6));
    }

    @Test
    void aWindowOfTheRightSizeIsTakenAsItIs() {
        float[] image = normal(HEIGHT * WIDTH * 3, 1);
        float[] out = new float[12 * 12 * 3];
        new Crop(7, 5, AxisResampler.of(12, 12)).forward(image, WIDTH, out, new float[WIDTH * 3]);
        for (int y = 0; y < 12; y++) {
            for (int i = 0; i < 36; i++) {
                assertThat(out[y * 36 + i]).isEqualTo(image[((y + 5) * WIDTH + 7) * 3 + i]);
            }
        }
    }
}
