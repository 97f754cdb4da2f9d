package io.github.congeal.diagnostics.contract;

import io.github.congeal.internal.tensor.AxisResampler;
import io.github.congeal.internal.tensor.ColourChange;
import io.github.congeal.internal.tensor.ColourFactors;
import io.github.congeal.internal.tensor.Erasure;
import io.github.congeal.internal.tensor.Homography;
import io.github.congeal.internal.tensor.NoiseSource;
import io.github.congeal.internal.tensor.PixelMap;
import io.github.congeal.internal.tensor.SamplePadding;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Window;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Parameters for the test cases of cutouts. */
final class CutoutParameters {
    /** All colour changes, in another order than the usual one. */
    static final List<ColourChange> MIXED = List.of(
            ColourChange.HUE,
            ColourChange.BRIGHTNESS,
            ColourChange.SATURATION,
            ColourChange.CONTRAST,
            ColourChange.CLAMP);

    /** Changes so small that no two channels of {@link #colours} become equal. */
    static final ColourFactors MODEST = new ColourFactors(1.05f, 0.9f, 1.1f, 0.03f);
    /** Changes so large that they are clamped. */
    static final ColourFactors STRONG = new ColourFactors(1.35f, 1.5f, 1.6f, -0.2f);

    private static final double TURN = Math.toRadians(25);

    private CutoutParameters() {}

    /** Parameters for some cutouts of a chunk, and null for others. */
    static <P> List<@Nullable P> some(P one, P other) {
        return Arrays.asList(null, one, null, other);
    }

    /** Overlapping windows, including the whole height, a corner, and a mirrored one. */
    static List<Window> windows(int height, int width, int side) {
        int half = height / 2;
        return List.of(
                new Window(width - height, 0, AxisResampler.of(height, side)),
                new Window(1, 2, AxisResampler.of(half, side), true),
                new Window(width - half, height - half, AxisResampler.of(half, side)));
    }

    /** Windows for pooling: the whole picture, the same mirrored, and a part of it without maximum pooling. */
    static List<Window> pools(int height, int width, int side) {
        AxisResampler across = AxisResampler.pooling(width, side);
        AxisResampler down = AxisResampler.pooling(height, side);
        AxisResampler part = AxisResampler.pooling(height / 2, side);
        return List.of(
                new Window(0, 0, across, down, false, true),
                new Window(0, 0, across, down, true, true),
                new Window(1, 2, part, part, false, false));
    }

    /** A map along a wave, which leads outside for some pixels. */
    static PixelMap wave(double height) {
        return (size, x, y) -> {
            for (int i = 0; i < size * size; i++) {
                x[i] = (float) (i % size + height * Math.sin(i / size + 0.3));
                y[i] = (float) (i / size - height * Math.cos(i % size + 0.2));
            }
        };
    }

    /** Affine maps of cutouts with side {@code side}, by name. */
    private static Map<String, Homography> affine(int side) {
        double last = side - 1.0;
        double middle = last / 2;
        Homography fromMiddle = Homography.scaleThenShift(1, middle);
        Homography toMiddle = fromMiddle.inverse();
        Homography turn = Homography.affine(Math.cos(TURN), -Math.sin(TURN), 0.7, Math.sin(TURN), Math.cos(TURN), -1.3);
        Map<String, Homography> maps = new LinkedHashMap<>();
        maps.put("mirrored", Homography.mirror(side));
        maps.put("turned", turned(side));
        maps.put("enlarged", Homography.affine(0.6, 0, 0.3 * last, 0, 0.7, 0.1 * last));
        maps.put("shrunk", Homography.affine(1.4, 0, -0.3 * last, 0, 1.2, -0.1 * last));
        return maps;
    }

    /**
     * All maps for a padding, by name. The projective one only for zeros, since its horizon may lie among the pixels beyond the
     * edge.
     */
    static Map<String, Homography> homographies(int side, SamplePadding padding) {
        Map<String, Homography> maps = affine(side);
        if (padding == SamplePadding.ZEROS) {
            double last = side - 1.0;
            double[] corners = {0, 0, last, 0, last, last, 0, last};
            double[] moved = {0.1 * last, 0, last, 0.1 * last, 0.8 * last, 0.9 * last, 0, last};
            maps.put("tilted", Homography.betweenCorners(corners, moved));
        }
        return maps;
    }

    /** A rotation and a translation. */
    static Homography turned(int side) {
        Homography fromMiddle = Homography.scaleThenShift(1, (side - 1) / 2.0);
        double cos = Math.cos(TURN);
        double sin = Math.sin(TURN);
        return fromMiddle
                .after(Homography.affine(cos, -sin, 0.7, sin, cos, -1.3))
                .after(fromMiddle.inverse());
    }

    /** Gaussian noise with a seed. */
    static NoiseSource noise(long seed) {
        return values -> {
            Random random = new Random(seed);
            for (int i = 0; i < values.length; i++) {
                values[i] = 0.1f * (float) random.nextGaussian();
            }
        };
    }

    /** A rectangle inside of a cutout. */
    static Erasure hole(int side) {
        return new Erasure(1, 0, side - 2, side - 1, 0.25f);
    }

    /** A rectangle at the edge of a cutout, its last row. */
    static Erasure edge(int side) {
        return new Erasure(0, side - 1, side, 1, -2);
    }

    /** Pixels whose channels differ clearly, in every order: with equal channels, several gradients would be correct. */
    static Tensor colours(Trial t, long... shape) {
        double[] values = t.values(Tensor.length(shape));
        for (int i = 0; i < values.length; i++) {
            int pixel = i / 3;
            int channel = pixel % 2 == 0 ? i % 3 : 2 - i % 3;
            int level = (channel + pixel / 2) % 3;
            values[i] = (float) (0.15 + 0.25 * level + 0.05 * Math.tanh(values[i]));
        }
        return t.tensor(values, shape);
    }
}
