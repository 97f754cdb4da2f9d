package io.github.congeal.internal.guidance;

import static io.github.congeal.internal.guidance.Floats.assertClose;
import static io.github.congeal.internal.guidance.Floats.normal;
import static io.github.congeal.internal.guidance.Floats.uniform;

import io.github.congeal.internal.tensor.AxisResampler;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.ColourChange;
import io.github.congeal.internal.tensor.ColourFactors;
import io.github.congeal.internal.tensor.Erasure;
import io.github.congeal.internal.tensor.SamplePadding;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Window;
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

/** Whole cutouts as devices make them by default against those made in Java. */
class PictureCutoutsTest {
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
    void theyAreTheSame(String method, int height, int width, int size, int chunk) {
        CutoutMethod chosen = method.equals("plain")
                ? CutoutMethods.of(io.github.congeal.control.CutoutMethod.PLAIN, 1)
                : CutoutMethods.of(io.github.congeal.control.CutoutMethod.AUGMENTED, 1);
        for (int seed = 1; seed <= 3; seed++) {
            compare(chosen, height, width, size, chunk, seed);
        }
    }

    static List<Transform<?>> transforms() {
        return List.of(
                Colour.CLAMP,
                new Noise().with(new GaussianNoise(0.1f, 7)),
                Warp.flip(SIZE),
                RandomSharpness.STENCIL.with(0.1f),
                RandomSharpness.STENCIL.with(1f),
                Warp.affine(SIZE, 30, 0, 1.3, SamplePadding.BORDER),
                Warp.affine(SIZE, -45, 2.5, -9, SamplePadding.BORDER),
                Warp.affine(SIZE, 0, 0, 0, SamplePadding.BORDER),
                Warp.affine(SIZE, 77, -3, 4, SamplePadding.ZEROS),
                new Sample(SamplePadding.ZEROS)
                        .with(Warp.perspective(SIZE, new double[] {1, 0.5, 14, 2, 13, 14, 0, 13.2})),
                new Sample(SamplePadding.ZEROS).with(Warp.perspective(SIZE, new double[] {0, 0, 15, 0, 15, 15, 0, 15})),
                new Sample(SamplePadding.ZEROS).with(Warp.perspective(SIZE, new double[] {5, 5, 9, 5, 9, 9, 5, 9})),
                new Erase().with(new Erasure(2, 3, 9, 5, 0.3f)),
                jitter(ColourChange.BRIGHTNESS),
                jitter(ColourChange.CONTRAST),
                jitter(ColourChange.SATURATION),
                jitter(ColourChange.HUE),
                jitter(ColourChange.HUE, ColourChange.SATURATION, ColourChange.CONTRAST, ColourChange.BRIGHTNESS),
                jitter(ColourChange.BRIGHTNESS, ColourChange.SATURATION, ColourChange.HUE, ColourChange.CONTRAST));
    }

    private static Transform<?> jitter(ColourChange... order) {
        return new Colour(List.of(order)).with(new ColourFactors(1.2f, 0.8f, 1.5f, 0.3f));
    }

    @ParameterizedTest
    @MethodSource("transforms")
    void eachTransformIsTheSame(Transform<?> transform) {
        for (boolean toAll : new boolean[] {true, false}) {
            compare(always(k -> toAll || k % 3 == 0 ? List.of(transform) : List.of()), 50, 70, SIZE, COUNT, 4);
        }
    }

    private static CutoutMethod always(IntFunction<List<Transform<?>>> transforms) {
        return new CutoutMethod() {
            @Override
            public List<Cutout> draw(int height, int width, int count, int size, RandomGenerator random) {
                List<Cutout> cutouts = new ArrayList<>();
                for (int k = 0; k < count; k++) {
                    Window crop = new Window(k, 2, AxisResampler.of(20 + k, size));
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
        List<Transform<?>> unusual = List.of(
                new Noise().with(new GaussianNoise(0.1f, 1)),
                Warp.flip(SIZE),
                new Sample(SamplePadding.ZEROS)
                        .with(Warp.perspective(SIZE, new double[] {1, 0.5, 13, 2, 14, 15, 0, 12.2})),
                Warp.affine(SIZE, 20, 0, 1, SamplePadding.BORDER),
                Colour.CLAMP,
                RandomSharpness.STENCIL.with(0.2f));
        CutoutMethod method = always(k -> {
            List<Transform<?>> transforms = new ArrayList<>(unusual.subList(0, k % (unusual.size() + 1)));
            if (k % 2 == 1) {
                Collections.reverse(transforms);
            }
            return transforms;
        });
        compare(method, 50, 70, SIZE, COUNT, 1);
    }

    private static void compare(CutoutMethod method, int height, int width, int size, int chunk, int seed) {
        Result expected = look(Way.HOST, method, height, width, size, chunk, seed);
        Result actual = look(Way.DEFAULT, method, height, width, size, chunk, seed);
        assertClose("pixels", actual.pixels, expected.pixels, 2e-5);
        assertClose("gradient", actual.gradient, expected.gradient, 1e-4);
    }

    private static Result look(Way way, CutoutMethod method, int height, int width, int size, int chunk, int seed) {
        float[] image = uniform(height * width * 3, seed);
        float[] gradient = normal(COUNT * size * size * 3, seed + 1);
        float[] pixels = new float[gradient.length];
        int cutout = size * size * 3;
        try (Buffers buffers = Buffers.create(way.device())) {
            Tape tape = new Tape(buffers);
            PictureCutouts cutouts = new PictureCutouts(height, width, size, chunk, method, tape);
            Tensor picture = tape.take(1, height, width, 3);
            Tensor pictureGradient = tape.take(1, height, width, 3);
            // The second time shows whether anything is left of the first.
            for (int time = 0; time < 2; time++) {
                picture.write(0, time == 0 ? uniform(image.length, 9) : image, 0, image.length);
                tape.kernels().fill(pictureGradient, 0);
                cutouts.turnTo(picture);
                List<Cutout> drawn = cutouts.draw(COUNT, 0, new SplittableRandom(seed));
                for (int from = 0; from < COUNT; from += chunk) {
                    List<Cutout> some = drawn.subList(from, Math.min(from + chunk, COUNT));
                    try (Tensor batch = tape.take(some.size(), size, size, 3)) {
                        cutouts.forward(some, batch);
                        batch.read(0, pixels, from * cutout, some.size() * cutout);
                        batch.write(0, gradient, from * cutout, some.size() * cutout);
                        cutouts.backward(some, batch, pictureGradient);
                    }
                }
            }
            float[] result = pictureGradient.toFloats();
            picture.close();
            pictureGradient.close();
            cutouts.close();
            return new Result(pixels, result);
        }
    }
}
