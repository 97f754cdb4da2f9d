package io.github.congeal.diagnostics.contract;

import io.github.congeal.internal.tensor.ColourChange;
import io.github.congeal.internal.tensor.ColourFactors;
import io.github.congeal.internal.tensor.Homography;
import io.github.congeal.internal.tensor.Kernels;
import io.github.congeal.internal.tensor.PixelMap;
import io.github.congeal.internal.tensor.SamplePadding;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Window;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Test cases of cutouts: cropping, pooling, the six kinds of transform, and their gradients. */
final class CutoutCases {
    private static final int[] SIDES = {4, 9};
    private static final int[][] PICTURES = {{6, 6}, {9, 12}, {40, 56}};
    private static final float[] CENTRES = {1, 5};

    private final List<Case> all;

    CutoutCases(List<Case> all) {
        this.all = all;
    }

    void add() {
        for (int side : SIDES) {
            for (int[] picture : PICTURES) {
                crop(picture[0], picture[1], side);
                pool(picture[0], picture[1], side);
            }
            sample(side);
            remap(side);
            colour(side);
            stencil(side);
            change("noise", side, CutoutParameters.noise(1), CutoutParameters.noise(2), Kernels::noise);
            change("erase", side, CutoutParameters.hole(side), CutoutParameters.edge(side), Kernels::erase);
            change(
                    "eraseBackward",
                    side,
                    CutoutParameters.hole(side),
                    CutoutParameters.edge(side),
                    (k, gradient, erasures) -> k.eraseBackward(erasures, gradient));
        }
    }

    private void crop(int height, int width, int side) {
        String name = " %sx%s of %sx%s".formatted(side, side, height, width);
        all.add(new Case("crop" + name, t -> {
            Tensor picture = t.numbers(1, height, width, 3);
            Tensor pixels = t.empty(3, side, side, 3);
            t.kernels().crop(picture, CutoutParameters.windows(height, width, side), pixels);
            return List.of(pixels, picture);
        }));
        all.add(new Case("cropBackward" + name, t -> {
            Tensor gradient = t.numbers(3, side, side, 3);
            Tensor pictureGradient = t.numbers(1, height, width, 3);
            t.kernels().cropBackward(CutoutParameters.windows(height, width, side), gradient, pictureGradient);
            return List.of(pictureGradient, gradient);
        }));
    }

    private void pool(int height, int width, int side) {
        String name = " %sx%s of %sx%s".formatted(side, side, height, width);
        List<Window> windows = CutoutParameters.pools(height, width, side);
        all.add(new Case("poolMaximum" + name, t -> {
            Tensor picture = t.numbers(1, height, width, 3);
            Tensor pixels = t.numbers(3, side, side, 3);
            t.kernels().poolMaximum(picture, windows, pixels);
            return List.of(pixels, picture);
        }));
        all.add(new Case("poolMaximumBackward" + name, t -> {
            Tensor picture = t.numbers(1, height, width, 3);
            Tensor gradient = t.numbers(3, side, side, 3);
            Tensor pictureGradient = t.numbers(1, height, width, 3);
            t.kernels().poolMaximumBackward(picture, windows, gradient, pictureGradient);
            return List.of(pictureGradient, gradient);
        }));
        all.add(new Case("crop, pooled," + name, t -> {
            Tensor pixels = t.empty(3, side, side, 3);
            t.kernels().crop(t.numbers(1, height, width, 3), windows, pixels);
            return List.of(pixels);
        }));
        all.add(new Case("cropBackward, pooled," + name, t -> {
            Tensor pictureGradient = t.numbers(1, height, width, 3);
            t.kernels().cropBackward(windows, t.numbers(3, side, side, 3), pictureGradient);
            return List.of(pictureGradient);
        }));
    }

    private void remap(int side) {
        PixelMap one = CutoutParameters.wave(0.4);
        PixelMap other = CutoutParameters.wave(2.5);
        for (SamplePadding padding : SamplePadding.values()) {
            String kind = ", " + padding.name().toLowerCase(Locale.ROOT);
            change("remap" + kind, side, one, other, (k, pixels, maps) -> k.remap(pixels, maps, padding, 0.3f));
            change(
                    "remapBackward" + kind,
                    side,
                    one,
                    other,
                    (k, gradient, maps) -> k.remapBackward(gradient, maps, padding));
        }
    }

    private void sample(int side) {
        for (SamplePadding padding : SamplePadding.values()) {
            CutoutParameters.homographies(side, padding).forEach((what, map) -> {
                String kind = ", %s, %s".formatted(what, padding.name().toLowerCase(Locale.ROOT));
                Homography other = CutoutParameters.turned(side);
                change("sample" + kind, side, map, other, (k, pixels, maps) -> k.sample(pixels, maps, padding));
                change(
                        "sampleBackward" + kind,
                        side,
                        map,
                        other,
                        (k, gradient, maps) -> k.sampleBackward(gradient, maps, padding));
            });
        }
    }

    private void colour(int side) {
        for (ColourChange each : ColourChange.values()) {
            String kind = ", " + each.name().toLowerCase(Locale.ROOT);
            BiFunction<Trial, long[], Tensor> input =
                    each == ColourChange.CLAMP ? Trial::numbers : CutoutParameters::colours;
            colour(kind, List.of(each), side, CutoutParameters.MODEST, CutoutParameters.STRONG, input);
        }
        ColourFactors none = ColourFactors.NONE;
        colour(", mixed", CutoutParameters.MIXED, side, CutoutParameters.MODEST, none, CutoutParameters::colours);
    }

    private void colour(
            String kind,
            List<ColourChange> order,
            int side,
            ColourFactors one,
            ColourFactors other,
            BiFunction<Trial, long[], Tensor> input) {
        change("colour" + kind, side, one, other, input, (k, pixels, factors) -> k.colour(pixels, order, factors));
        takeBack(
                "colourBackward" + kind,
                side,
                one,
                other,
                input,
                (k, before, factors, gradient) -> k.colourBackward(before, order, factors, gradient));
    }

    private void stencil(int side) {
        for (float centre : CENTRES) {
            String kind = ", " + centre;
            change("stencil" + kind, side, 0.2f, 0f, (k, pixels, blends) -> k.stencil(pixels, centre, blends));
            takeBack(
                    "stencilBackward" + kind,
                    side,
                    0.2f,
                    0f,
                    Trial::numbers,
                    (k, before, blends, gradient) -> k.stencilBackward(before, centre, blends, gradient));
        }
    }

    /** A kernel that changes cutouts in place. */
    @FunctionalInterface
    private interface Change<P> {
        void apply(Kernels kernels, Tensor pixels, List<@Nullable P> parameters);
    }

    private <P> void change(String name, int side, P one, P other, Change<P> work) {
        change(name, side, one, other, Trial::numbers, work);
    }

    private <P> void change(
            String name, int side, P one, P other, BiFunction<Trial, long[], Tensor> input, Change<P> work) {
        chunks(name, side, one, other, (t, parameters) -> {
            Tensor pixels = input.apply(t, shape(parameters, side));
            work.apply(t.kernels(), pixels, parameters);
            return List.of(pixels);
        });
    }

    /** A kernel that computes a gradient in place. */
    @FunctionalInterface
    private interface TakeBack<P> {
        void apply(Kernels kernels, Tensor before, List<@Nullable P> parameters, Tensor gradient);
    }

    private <P> void takeBack(
            String name, int side, P one, P other, BiFunction<Trial, long[], Tensor> input, TakeBack<P> work) {
        chunks(name, side, one, other, (t, parameters) -> {
            Tensor before = input.apply(t, shape(parameters, side));
            Tensor gradient = t.numbers(before.shape());
            work.apply(t.kernels(), before, parameters, gradient);
            return List.of(gradient, before);
        });
    }

    private static long[] shape(List<?> parameters, int side) {
        return new long[] {parameters.size(), side, side, 3};
    }

    /** Cases with parameters for some cutouts; for the smallest chunk also for all, and for none. */
    private <P> void chunks(
            String name, int side, P one, P other, BiFunction<Trial, List<@Nullable P>, List<Tensor>> work) {
        chunk("%s, %sx%s".formatted(name, side, side), CutoutParameters.some(one, other), work);
        if (side == SIDES[0]) {
            chunk(name + ", all", List.of(one, other), work);
            chunk(name + ", none", Arrays.asList(null, null), work);
        }
    }

    private <P> void chunk(
            String name, List<@Nullable P> parameters, BiFunction<Trial, List<@Nullable P>, List<Tensor>> work) {
        all.add(new Case(name, t -> work.apply(t, parameters)));
    }
}
