package io.github.congeal.internal.guidance;

import static io.github.congeal.internal.guidance.Floats.dot;
import static io.github.congeal.internal.guidance.Floats.normal;
import static io.github.congeal.internal.guidance.Floats.plus;
import static io.github.congeal.internal.guidance.Floats.uniform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.congeal.internal.tensor.ColourChange;
import io.github.congeal.internal.tensor.ColourFactors;
import io.github.congeal.internal.tensor.Erasure;
import io.github.congeal.internal.tensor.Homography;
import io.github.congeal.internal.tensor.SamplePadding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Gradients of the transforms against differences of their values. */
class TransformGradientTest {
    private static final int SIZE = 13;
    private static final int LENGTH = SIZE * SIZE * 3;

    @ParameterizedTest
    @EnumSource
    void linearTransformsHaveTheirTransposeAsGradient(Way way) {
        List<Transform<?>> linear = List.of(
                Warp.flip(SIZE),
                Warp.affine(SIZE, 30, 0, 1.3, SamplePadding.BORDER),
                Warp.affine(SIZE, -17, 2.5, -9, SamplePadding.BORDER),
                Warp.affine(SIZE, 77, -3, 4, SamplePadding.ZEROS),
                new Sample(SamplePadding.ZEROS)
                        .with(Warp.perspective(SIZE, new double[] {1, 0.5, 11, 2, 12, 12, 0, 10.2})),
                new Sample(SamplePadding.ZEROS).with(Warp.perspective(SIZE, new double[] {5, 5, 7, 5, 7, 7, 5, 7})),
                new Sample(SamplePadding.ZEROS).with(Warp.part(SIZE, 2, 3, 7.5, 5)),
                new Remap(SamplePadding.ZEROS, 0).with(new SplineMap(0.2, -0.1, 0.3, 0, -0.4, 0.1, 0, 0.2, 0.1, -0.3)),
                new Remap(SamplePadding.ZEROS, 0)
                        .with(new ElasticMap(noise -> System.arraycopy(normal(338, 3), 0, noise, 0, 338), 5, 2, 0.3)),
                new Remap(SamplePadding.BORDER, 0)
                        .with(new Reflected(new Moved(Warp.affine(SIZE, 30, 4, 1, 0.6, 5)), true)),
                new Remap(SamplePadding.BORDER, 0)
                        .with(new Reflected(new Moved(Homography.affine(1, 0, 3, 0, 1, -4)), false)),
                new Remap(SamplePadding.BORDER, 0)
                        .with(new Moved(Warp.perspective(SIZE, new double[] {1, 0.5, 11, 2, 12, 12, 0, 10.2}))),
                new Erase().with(new Erasure(3, 2, 7, 4, 0)));
        for (Transform<?> transform : linear) {
            for (int seed = 0; seed < 20; seed++) {
                float[] in = normal(LENGTH, seed);
                float[] gradient = normal(LENGTH, seed + 1000);
                double expected = dot(gradient, applied(way, transform, in));
                // Both sides are sums of about 500 products of single precision.
                assertThat(dot(gradientOf(way, transform, in, gradient), in)).isCloseTo(expected, within(1e-4));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void greyComesInInsteadOfBlackInTheSameMeasure(Way way) {
        Homography moved = Warp.affine(SIZE, 20, 5.3, -2, 0.8, 0);
        float[] in = uniform(LENGTH, 1);
        float[] black = applied(way, new Sample(SamplePadding.ZEROS).with(moved), in);
        float[] missing = new float[LENGTH];
        Arrays.fill(missing, 1);
        missing = applied(way, new Sample(SamplePadding.ZEROS).with(moved), missing);
        float[] grey = applied(way, new Remap(SamplePadding.ZEROS, 0.3f).with(new Moved(moved)), in);
        for (int i = 0; i < LENGTH; i++) {
            assertThat(grey[i]).isCloseTo(black[i] + 0.3f * (1 - missing[i]), within(1e-4f));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsReflectedIsSeenBeyondTheEdge(Way way) {
        float[] in = uniform(LENGTH, 1);
        Homography shifted = Homography.affine(1, 0, -2, 0, 1, 0);
        float[] once =
                applied(way, new Remap(SamplePadding.BORDER, 0).with(new Reflected(new Moved(shifted), false)), in);
        float[] twice =
                applied(way, new Remap(SamplePadding.BORDER, 0).with(new Reflected(new Moved(shifted), true)), in);
        for (int y = 0; y < SIZE; y++) {
            assertThat(once[y * SIZE * 3]).isEqualTo(in[(y * SIZE + 2) * 3]);
            assertThat(once[(y * SIZE + 2) * 3]).isEqualTo(in[y * SIZE * 3]);
            assertThat(twice[y * SIZE * 3]).isEqualTo(in[(y * SIZE + 1) * 3]);
            assertThat(twice[(y * SIZE + 1) * 3]).isEqualTo(in[y * SIZE * 3]);
        }
    }

    @ParameterizedTest
    @EnumSource
    void noisePassesTheGradientOn(Way way) {
        Transform<?> noise = new Noise().with(new GaussianNoise(0.1f, 5));
        float[] gradient = normal(LENGTH, 2);
        assertThat(gradientOf(way, noise, uniform(LENGTH, 1), gradient.clone())).containsExactly(gradient);
    }

    @ParameterizedTest
    @EnumSource
    void sharpenHasTheGradientOfItsDifferences(Way way) {
        for (int seed = 0; seed < 20; seed++) {
            // Blurs of about 0.5, 1.6 and -0.6: far from where the clamp begins.
            float[] in = uniform(LENGTH, seed);
            for (int i = 0; i < LENGTH; i++) {
                int x = i / 3 % SIZE;
                in[i] = 0.5f + 0.2f * (in[i] - 0.5f) + (x < 4 ? 1.1f : x > 8 ? -1.1f : 0);
            }
            checkAlongRandomDirections(way, RandomSharpness.STENCIL.with(seed / 20f), in, seed);
        }
    }

    @ParameterizedTest
    @EnumSource
    void colorJitterHasTheGradientOfItsDifferences(Way way) {
        List<ColourChange> order = new ArrayList<>(RandomColorJitter.CHANGES);
        for (int seed = 0; seed < 50; seed++) {
            Collections.shuffle(order, new Random(seed));
            // Channels at least 0.1 apart and away from 0 and 1, in any order, so that no difference crosses an edge;
            // the
            // changes are too small to bring them there, but their brightness and contrast are not.
            float[] in = new float[LENGTH];
            Random random = new Random(seed);
            for (int i = 0; i < LENGTH; i += 3) {
                List<Float> levels = new ArrayList<>(List.of(
                        0.2f + 0.1f * random.nextFloat(),
                        0.42f + 0.1f * random.nextFloat(),
                        0.64f + 0.1f * random.nextFloat()));
                Collections.shuffle(levels, random);
                for (int c = 0; c < 3; c++) {
                    in[i + c] = levels.get(c);
                }
            }
            Transform<?> jitter = new Colour(order).with(new ColourFactors(1.06f, 0.95f, 1.08f, 0.01f));
            checkAlongRandomDirections(way, jitter, in, seed);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anErasedRectangleHasItsValue(Way way) {
        float[] in = uniform(LENGTH, 1);
        float[] out = applied(way, new Erase().with(new Erasure(3, 2, 7, 4, 0.25f)), in);
        for (int i = 0; i < LENGTH; i++) {
            int x = i / 3 % SIZE;
            int y = i / 3 / SIZE;
            boolean inside = x >= 3 && x < 10 && y >= 2 && y < 6;
            assertThat(out[i]).isEqualTo(inside ? 0.25f : in[i]);
        }
    }

    @ParameterizedTest
    @EnumSource
    void clampPassesWhatLeadsBackInside(Way way) {
        float[] in = {-0.5f, -0.5f, 0.5f, 0.5f, 1.5f, 1.5f, 0, 0, 1, 1, 0.3f, 2};
        float[] outGradient = {1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 0, 0};
        assertThat(gradientOf(way, Colour.CLAMP, in, outGradient, 2))
                .containsExactly(0, -1, 1, -1, 1, 0, 1, -1, 1, -1, 0, 0);
    }

    @ParameterizedTest
    @EnumSource
    void coloursNextToBlackDoNotExplode(Way way) {
        // Blue that undershoots beside black: kornia's saturation there is 2e6 and so is its gradient.
        float[] in = {0, 0, -0.02f, -1e-8f, -1e-8f, -0.02f, 1e-7f, 0, -0.01f, 0, 0, 0};
        for (ColourChange change : ColourChange.values()) {
            Transform<?> jitter = new Colour(List.of(change)).with(new ColourFactors(1, 1, 1.01f, 0.01f));
            for (float value : gradientOf(way, jitter, in, new float[] {1, -1, 1, 1, 1, -1, 1, 1, 1, 1, 1, 1}, 2)) {
                assertThat(Math.abs(value)).isLessThan(10);
            }
        }
    }

    /**
     * Compares directional derivatives with central differences. A step of 2e-3 leaves an error of 6e-8 / 2e-3 per
     * value from single precision and about as much from curvature; directions and gradients have about 500 components
     * of 1.
     */
    private static void checkAlongRandomDirections(Way way, Transform<?> transform, float[] in, int seed) {
        double step = 2e-3;
        float[] gradient = normal(LENGTH, seed + 500);
        float[] analytic = gradientOf(way, transform, in, gradient.clone());
        for (int n = 0; n < 20; n++) {
            float[] direction = uniform(LENGTH, 7 * seed + n);
            for (int i = 0; i < LENGTH; i++) {
                direction[i] = direction[i] * 2 - 1;
            }
            double up = dot(gradient, applied(way, transform, plus(in, step, direction)));
            double down = dot(gradient, applied(way, transform, plus(in, -step, direction)));
            assertThat(dot(analytic, direction)).isCloseTo((up - down) / (2 * step), within(5e-3));
        }
    }

    private static float[] applied(Way way, Transform<?> transform, float[] in) {
        return way.forward(transform, in, SIZE);
    }

    private static float[] gradientOf(Way way, Transform<?> transform, float[] in, float[] outGradient) {
        return way.backward(transform, in, outGradient, SIZE);
    }

    private static float[] gradientOf(Way way, Transform<?> transform, float[] in, float[] outGradient, int size) {
        return way.backward(transform, in, outGradient, size);
    }
}
