package io.github.congeal.internal.guidance;

import static io.github.congeal.internal.guidance.Floats.assertClose;
import static io.github.congeal.internal.guidance.Floats.normal;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.internal.tensor.AxisResampler;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Window;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pooled windows against torch's adaptive pooling, of pictures with many equal values. */
class PoolTest {
    private static final int HEIGHT = 40;
    private static final int WIDTH = 56;

    private record Found(float[] pixels, float[] pictureGradient) {}

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void valuesAndGradientsAreTorchs(int number) {
        Fixture fixture = Fixture.read("pools");
        for (Way way : Way.values()) {
            for (boolean maximal : new boolean[] {false, true}) {
                String name = number + (maximal ? ".both" : ".average");
                Window window = window(fixture.get(number + ".window"), maximal);
                Found found = run(way, List.of(window), fixture.get("image"), fixture.get(number + ".outGradient"));
                assertClose(way + ", " + name, found.pixels, fixture.get(name), 1e-5);
                assertClose(
                        way + ", gradient, " + name, found.pictureGradient, fixture.get(name + ".imageGradient"), 1e-5);
            }
        }
    }

    private static Window window(float[] numbers, boolean maximal) {
        int size = (int) numbers[4];
        return new Window(
                (int) numbers[0],
                (int) numbers[1],
                AxisResampler.pooling((int) numbers[2], size),
                AxisResampler.pooling((int) numbers[3], size),
                false,
                maximal);
    }

    @ParameterizedTest
    @EnumSource
    void aChunkMayMixThemAndMirrorThem(Way way) {
        float[] image = Floats.uniform(HEIGHT * WIDTH * 3, 1);
        Window whole = window(new float[] {0, 0, WIDTH, HEIGHT, 12}, true);
        Window crop = new Window(3, 5, AxisResampler.of(30, 12));
        List<Window> windows = List.of(whole, crop, whole.mirror(), whole);
        float[] gradient = normal(4 * 12 * 12 * 3, 2);
        Found together = run(way, windows, image, gradient);
        float[] sum = new float[image.length];
        for (int k = 0; k < windows.size(); k++) {
            float[] own = Arrays.copyOfRange(gradient, k * 432, (k + 1) * 432);
            Found alone = run(way, List.of(windows.get(k)), image, own);
            float[] pixels = Arrays.copyOfRange(together.pixels, k * 432, (k + 1) * 432);
            assertClose(way + ", pixels of " + k, pixels, alone.pixels, 1e-6);
            sum = Floats.plus(sum, 1, alone.pictureGradient);
        }
        assertClose(way + ", gradient", together.pictureGradient, sum, 1e-5);
        float[] mirrored = way.forward(Warp.flip(12), Arrays.copyOfRange(together.pixels, 0, 432), 12);
        assertClose("mirrored", Arrays.copyOfRange(together.pixels, 864, 1296), mirrored, 1e-6);
    }

    @Test
    void aBrightPixelIsStillSeenInAPoolOfMany() {
        float[] image = new float[HEIGHT * WIDTH * 3];
        image[(20 * WIDTH + 30) * 3] = 1;
        Window window = window(new float[] {0, 0, WIDTH, HEIGHT, 4}, true);
        float[] pixels = run(Way.HOST, List.of(window), image, new float[48]).pixels;
        assertThat(pixels[(2 * 4 + 2) * 3]).isBetween(0.5f, 0.51f);
    }

    /** As cutouts are made: crop, then the largest numbers, and back. */
    private static Found run(Way way, List<Window> windows, float[] image, float[] gradient) {
        int size = windows.get(0).size();
        try (Buffers buffers = Buffers.create(way.device())) {
            Tape tape = new Tape(buffers);
            Tensor picture = tape.take(1, HEIGHT, WIDTH, 3);
            picture.write(0, image, 0, image.length);
            Tensor pixels = tape.take(windows.size(), size, size, 3);
            tape.kernels().crop(picture, windows, pixels);
            tape.kernels().poolMaximum(picture, windows, pixels);
            float[] found = pixels.toFloats();
            Tensor pictureGradient = tape.take(1, HEIGHT, WIDTH, 3);
            tape.kernels().fill(pictureGradient, 0);
            pixels.write(0, gradient, 0, gradient.length);
            tape.kernels().poolMaximumBackward(picture, windows, pixels, pictureGradient);
            tape.kernels().cropBackward(windows, pixels, pictureGradient);
            return new Found(found, pictureGradient.toFloats());
        }
    }
}
