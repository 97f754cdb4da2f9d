package io.github.congeal.internal.guidance;

import static io.github.congeal.internal.guidance.Floats.dot;
import static io.github.congeal.internal.guidance.Floats.normal;
import static io.github.congeal.internal.guidance.Floats.plus;
import static io.github.congeal.internal.guidance.Floats.uniform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Gradients of the transforms against differences of their values. */
class TransformGradientTest {
    private static final int SIZE = 13;
    private static final int LENGTH = SIZE * SIZE * 3;

    @Test
    void linearTransformsHaveTheirTransposeAsGradient() {
        List<Transform> linear = List.of(
                new Flip(),
                Warp.affine(SIZE, 30, 0, 1.3, Warp.Padding.BORDER),
                Warp.affine(SIZE, -17, 2.5, -9, Warp.Padding.BORDER),
                Warp.affine(SIZE, 77, -3, 4, Warp.Padding.ZEROS),
                Warp.perspective(SIZE, new double[] {1, 0.5, 11, 2, 12, 12, 0, 10.2}),
                Warp.perspective(SIZE, new double[] {5, 5, 7, 5, 7, 7, 5, 7}));
        for (Transform transform : linear) {
            for (int seed = 0; seed < 20; seed++) {
                float[] in = normal(LENGTH, seed);
                float[] gradient = normal(LENGTH, seed + 1000);
                double expected = dot(gradient, applied(transform, in));
                // Both sides are sums of about 500 products of single precision.
                assertThat(dot(gradientOf(transform, in, gradient), in)).isCloseTo(expected, within(1e-4));
            }
        }
    }

    @Test
    void noisePassesTheGradientOn() {
        Noise noise = new Noise(0.1f, 5);
        float[] gradient = normal(LENGTH, 2);
        assertThat(gradientOf(noise, uniform(LENGTH, 1), gradient.clone())).containsExactly(gradient);
    }

    @Test
    void sharpenHasTheGradientOfItsDifferences() {
        for (int seed = 0; seed < 20; seed++) {
            // Blurs of about 0.5, 1.6 and -0.6: far from where the clamp begins.
            float[] in = uniform(LENGTH, seed);
            for (int i = 0; i < LENGTH; i++) {
                int x = i / 3 % SIZE;
                in[i] = 0.5f + 0.2f * (in[i] - 0.5f) + (x < 4 ? 1.1f : x > 8 ? -1.1f : 0);
            }
            checkAlongRandomDirections(new Sharpen(seed / 20f), in, seed);
        }
    }

    @Test
    void colorJitterHasTheGradientOfItsDifferences() {
        List<ColorJitter.Change> order = new ArrayList<>(List.of(ColorJitter.Change.values()));
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
            ColorJitter jitter = new ColorJitter(order, 1.06f, 0.95f, 1.08f, 0.01f);
            checkAlongRandomDirections(jitter, in, seed);
        }
    }

    @Test
    void clampPassesWhatLeadsBackInside() {
        float[] in = {-0.5f, -0.5f, 0.5f, 0.5f, 1.5f, 1.5f, 0, 0, 1, 1, 0.3f, 2};
        float[] outGradient = {1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 0, 0};
        float[] padded = java.util.Arrays.copyOf(in, 12);
        float[] gradient = new float[12];
        new ClampWithGradient().backward(padded, outGradient, gradient, 2);
        assertThat(gradient).containsExactly(0, -1, 1, -1, 1, 0, 1, -1, 1, -1, 0, 0);
    }

    @Test
    void coloursNextToBlackDoNotExplode() {
        // Blue that undershoots beside black: kornia's saturation there is 2e6 and so is its gradient.
        float[] in = {0, 0, -0.02f, -1e-8f, -1e-8f, -0.02f, 1e-7f, 0, -0.01f, 0, 0, 0};
        for (ColorJitter.Change change : ColorJitter.Change.values()) {
            ColorJitter jitter = new ColorJitter(List.of(change), 1, 1, 1.01f, 0.01f);
            for (float value : gradientOf(jitter, in, new float[] {1, -1, 1, 1, 1, -1, 1, 1, 1, 1, 1, 1}, 2)) {
                assertThat(Math.abs(value)).isLessThan(10);
            }
        }
    }

    /**
     * Compares directional derivatives with central differences. A step of 2e-3 leaves an error of 6e-8 / 2e-3 per
     * value from single precision and about as much from curvature; directions and gradients have about 500 components
     * of 1.
     */
    private static void checkAlongRandomDirections(Transform transform, float[] in, int seed) {
        double step = 2e-3;
        float[] gradient = normal(LENGTH, seed + 500);
        float[] analytic = gradientOf(transform, in, gradient.clone());
        for (int n = 0; n < 20; n++) {
            float[] direction = uniform(LENGTH, 7 * seed + n);
            for (int i = 0; i < LENGTH; i++) {
                direction[i] = direction[i] * 2 - 1;
            }
            double up = dot(gradient, applied(transform, plus(in, step, direction)));
            double down = dot(gradient, applied(transform, plus(in, -step, direction)));
            assertThat(dot(analytic, direction)).isCloseTo((up - down) / (2 * step), within(5e-3));
        }
    }

    private static float[] applied(Transform transform, float[] in) {
        float[] out = new float[in.length];
        transform.forward(in, out, SIZE);
        return out;
    }

    private static float[] gradientOf(Transform transform, float[] in, float[] outGradient) {
        return gradientOf(transform, in, outGradient, SIZE);
    }

    private static float[] gradientOf(Transform transform, float[] in, float[] outGradient, int size) {
        float[] inGradient = new float[in.length];
        transform.backward(Floats.seenByBackward(transform, in), outGradient.clone(), inGradient, size);
        return inGradient;
    }
}
