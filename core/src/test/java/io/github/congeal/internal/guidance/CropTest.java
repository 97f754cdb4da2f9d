package io.github.congeal.internal.guidance;

import static io.github.congeal.internal.guidance.Floats.assertClose;
import static io.github.congeal.internal.guidance.Floats.dot;
import static io.github.congeal.internal.guidance.Floats.normal;
import static io.github.congeal.internal.guidance.Floats.plus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.congeal.internal.tensor.AxisResampler;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Window;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
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
        AxisResampler axis = AxisResampler.of((int) window[2], (int) window[3]);
        Window crop = new Window((int) window[0], (int) window[1], axis);
        for (Way way : Way.values()) {
            float[] out = forward(way, crop, fixture.get("image"));
            assertClose(way + ", value", out, fixture.get(number + ".out"), 1e-5);
            float[] gradient = backward(way, crop, fixture.get(number + ".outGradient"));
            assertClose(way + ", gradient", gradient, fixture.get(number + ".imageGradient"), 1e-5);
        }
    }

    @ParameterizedTest
    @CsvSource({"40, 16", "33, 32", "21, 21", "9, 30", "40, 1", "2, 7", "1, 4", "5, 2", "40, 39"})
    void theGradientIsTheTranspose(int side, int size) {
        Window crop = new Window(56 - side, 0, AxisResampler.of(side, size));
        for (Way way : Way.values()) {
            for (Window each : List.of(crop, crop.mirror())) {
                float[] image = normal(HEIGHT * WIDTH * 3, 1);
                float[] gradient = normal(size * size * 3, 100);
                float[] out = forward(way, each, image);
                float[] imageGradient = backward(way, each, gradient);
                // Sums of some thousand products of single precision.
                assertThat(dot(imageGradient, image)).isCloseTo(dot(gradient, out), within(1e-3));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMirroredWindowIsAWindowThatIsThenFlipped(Way way) {
        Window crop = new Window(3, 4, AxisResampler.of(33, 12));
        float[] image = normal(HEIGHT * WIDTH * 3, 1);
        float[] flipped = way.forward(Warp.flip(12), forward(way, crop, image), 12);
        assertThat(forward(way, crop.mirror(), image)).containsExactly(flipped);
    }

    private static float[] forward(Way way, Window window, float[] image) {
        try (Buffers buffers = Buffers.create(way.device())) {
            Tape tape = new Tape(buffers);
            Tensor picture = tape.take(1, HEIGHT, WIDTH, 3);
            picture.write(0, image, 0, image.length);
            Tensor pixels = tape.take(2, window.size(), window.size(), 3);
            tape.kernels().crop(picture, List.of(new Window(0, 0, window.across()), window), pixels);
            return pixels.slice(1).toFloats();
        }
    }

    private static float[] backward(Way way, Window window, float[] gradient) {
        try (Buffers buffers = Buffers.create(way.device())) {
            Tape tape = new Tape(buffers);
            Tensor pictureGradient = tape.take(1, HEIGHT, WIDTH, 3);
            float[] before = normal(HEIGHT * WIDTH * 3, 77);
            pictureGradient.write(0, before, 0, before.length);
            Tensor pixels = tape.take(1, window.size(), window.size(), 3);
            pixels.write(0, gradient, 0, gradient.length);
            tape.kernels().cropBackward(List.of(window), pixels, pictureGradient);
            // It is added to what was there.
            return plus(pictureGradient.toFloats(), -1, before);
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
        float[] out = forward(Way.HOST, new Window(7, 5, AxisResampler.of(12, 12)), image);
        for (int y = 0; y < 12; y++) {
            for (int i = 0; i < 36; i++) {
                assertThat(out[y * 36 + i]).isEqualTo(image[((y + 5) * WIDTH + 7) * 3 + i]);
            }
        }
    }
}
