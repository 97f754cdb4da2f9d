package io.github.congeal.internal.guidance;

import static io.github.congeal.internal.guidance.Floats.assertClose;
import static io.github.congeal.internal.guidance.Floats.normal;
import static io.github.congeal.internal.guidance.Floats.uniform;

import io.github.congeal.internal.guidance.ColorJitter.Change;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Device;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.TestDevices;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Cutouts as a card makes them against those made in Java. */
class CardCutoutsTest {
    private static final int COUNT = 12;
    private static final int SIZE = 16;

    private record Result(float[] pixels, float[] gradient) {}

    @ParameterizedTest
    @CsvSource({
        "plain, 50, 70, 16, 12",
        "plain, 50, 70, 16, 5",
        "plain, 10, 14, 16, 12",
        "augmented, 50, 70, 16, 12",
        "augmented, 70, 50, 23, 5",
        "augmented, 16, 24, 16, 7"
    })
    void theyAreThoseMadeInJava(String method, int height, int width, int size, int chunk) {
        CutoutMethod chosen = method.equals("plain") ? new PlainCutouts() : new AugmentedCutouts();
        for (int seed = 1; seed <= 3; seed++) {
            compare(chosen, height, width, size, chunk, seed);
        }
    }

    static List<Transform> transforms() {
        return List.of(
                new ClampWithGradient(),
                new Noise(0.1f, 7),
                new Flip(),
                new Sharpen(0.1f),
                new Sharpen(1),
                Warp.affine(SIZE, 30, 0, 1.3, Warp.Padding.BORDER),
                Warp.affine(SIZE, -45, 2.5, -9, Warp.Padding.BORDER),
                Warp.affine(SIZE, 0, 0, 0, Warp.Padding.BORDER),
                Warp.affine(SIZE, 77, -3, 4, Warp.Padding.ZEROS),
                Warp.perspective(SIZE, new double[] {1, 0.5, 14, 2, 13, 14, 0, 13.2}),
                Warp.perspective(SIZE, new double[] {0, 0, 15, 0, 15, 15, 0, 15}),
                Warp.perspective(SIZE, new double[] {5, 5, 9, 5, 9, 9, 5, 9}),
                jitter(Change.BRIGHTNESS),
                jitter(Change.CONTRAST),
                jitter(Change.SATURATION),
                jitter(Change.HUE),
                jitter(Change.HUE, Change.SATURATION, Change.CONTRAST, Change.BRIGHTNESS),
                jitter(Change.BRIGHTNESS, Change.SATURATION, Change.HUE, Change.CONTRAST));
    }

    private static ColorJitter jitter(Change... order) {
        return new ColorJitter(List.of(order), 1.2f, 0.8f, 1.5f, 0.3f);
    }

    @ParameterizedTest
    @MethodSource("transforms")
    void eachTransformIsTheOneInJava(Transform transform) {
        for (boolean toAll : new boolean[] {true, false}) {
            compare(always(k -> toAll || k % 3 == 0 ? List.of(transform) : List.of()), 50, 70, SIZE, COUNT, 4);
        }
    }

    private static CutoutMethod always(IntFunction<List<Transform>> transforms) {
        return new CutoutMethod() {
            @Override
            public List<Cutout> draw(int height, int width, int count, int size, RandomGenerator random) {
                List<Cutout> cutouts = new ArrayList<>();
                for (int k = 0; k < count; k++) {
                    Crop crop = new Crop(k, 2, AxisResampler.of(20 + k, size));
                    cutouts.add(new Cutout(crop, transforms.apply(k)));
                }
                return cutouts;
            }

            @Override
            public int inputsKept() {
                return 10;
            }
        };
    }

    @Test
    void anyOrderOfTransformsIsKept() {
        List<Transform> unusual = List.of(
                new Noise(0.1f, 1),
                new Flip(),
                Warp.perspective(SIZE, new double[] {1, 0.5, 13, 2, 14, 15, 0, 12.2}),
                Warp.affine(SIZE, 20, 0, 1, Warp.Padding.BORDER),
                new ClampWithGradient(),
                new Sharpen(0.2f));
        CutoutMethod method = always(k -> {
            List<Transform> transforms = new ArrayList<>(unusual.subList(0, k % (unusual.size() + 1)));
            if (k % 2 == 1) {
                Collections.reverse(transforms);
            }
            return transforms;
        });
        compare(method, 50, 70, SIZE, COUNT, 1);
    }

    private static void compare(CutoutMethod method, int height, int width, int size, int chunk, int seed) {
        Result expected = look(method, height, width, size, chunk, seed, TestDevices.host());
        Result actual = look(method, height, width, size, chunk, seed, TestDevices.nd4j());
        assertClose("pixels", actual.pixels, expected.pixels, 2e-5);
        assertClose("gradient", actual.gradient, expected.gradient, 1e-4);
    }

    private static Result look(
            CutoutMethod method, int height, int width, int size, int chunk, int seed, Device device) {
        float[] image = uniform(height * width * 3, seed);
        float[] gradient = normal(COUNT * size * size * 3, seed + 1);
        float[] pixels = new float[gradient.length];
        int cutout = size * size * 3;
        try (Buffers buffers = Buffers.create(device)) {
            Tape tape = new Tape(buffers);
            PictureCutouts cutouts = PictureCutouts.of(height, width, size, chunk, method, tape);
            Tensor picture = tape.take(1, height, width, 3);
            // The second time shows whether anything is left of the first.
            for (int time = 0; time < 2; time++) {
                picture.write(0, time == 0 ? uniform(image.length, 9) : image, 0, image.length);
                cutouts.turnTo(picture);
                List<Cutout> drawn = cutouts.draw(COUNT, new SplittableRandom(seed));
                for (int from = 0; from < COUNT; from += chunk) {
                    List<Cutout> some = drawn.subList(from, Math.min(from + chunk, COUNT));
                    try (Tensor batch = tape.take(some.size(), size, size, 3)) {
                        cutouts.forward(some, batch);
                        batch.read(0, pixels, from * cutout, some.size() * cutout);
                        batch.write(0, gradient, from * cutout, some.size() * cutout);
                        cutouts.backward(some, batch);
                    }
                }
            }
            Tensor pictureGradient = tape.take(1, height, width, 3);
            cutouts.gradient(pictureGradient);
            float[] result = pictureGradient.toFloats();
            picture.close();
            pictureGradient.close();
            cutouts.close();
            return new Result(pixels, result);
        }
    }
}
