package io.github.congeal.diagnostics.contract;

import io.github.congeal.diagnostics.contract.GradientCase.Both;
import io.github.congeal.internal.tensor.ColourChange;
import io.github.congeal.internal.tensor.ColourFactors;
import io.github.congeal.internal.tensor.Erasure;
import io.github.congeal.internal.tensor.Homography;
import io.github.congeal.internal.tensor.Kernels;
import io.github.congeal.internal.tensor.PromptTarget;
import io.github.congeal.internal.tensor.SamplePadding;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The gradient cases of cutouts. */
public final class CutoutGradients {
    private static final int SIDE = 6;
    private static final int HEIGHT = 8;
    private static final int WIDTH = 11;
    private static final long[] PICTURE = {1, HEIGHT, WIDTH, 3};
    private static final long[] CROPS = {3, SIDE, SIDE, 3};
    private static final long[] CUTOUTS = {4, SIDE, SIDE, 3};
    private static final long[] EMBEDDINGS = {4, 6};

    private CutoutGradients() {}

    /** All cases; each leaves some cutouts unchanged. */
    public static List<GradientCase> all() {
        List<GradientCase> all = new ArrayList<>();
        all.add(GradientCase.of("cropBackward", PICTURE, CutoutGradients::crop));
        for (SamplePadding padding : SamplePadding.values()) {
            CutoutParameters.homographies(SIDE, padding).forEach((what, map) -> {
                String name =
                        "sampleBackward, %s, %s".formatted(what, padding.name().toLowerCase(Locale.ROOT));
                all.add(GradientCase.of(name, CUTOUTS, t -> sample(t, map, padding)));
            });
        }
        all.add(GradientCase.of("poolMaximumBackward", PICTURE, CutoutGradients::pool));
        for (ColourChange each : ColourChange.values()) {
            String name = "colourBackward, " + each.name().toLowerCase(Locale.ROOT);
            all.add(GradientCase.of(name, CUTOUTS, t -> colour(t, List.of(each))));
        }
        all.add(GradientCase.of("colourBackward, mixed", CUTOUTS, t -> colour(t, CutoutParameters.MIXED)));
        all.add(GradientCase.of("stencilBackward", CUTOUTS, CutoutGradients::stencil));
        all.add(GradientCase.of("eraseBackward", CUTOUTS, CutoutGradients::erase));
        all.add(GradientCase.of("promptLoss", EMBEDDINGS, CutoutGradients::promptLoss));
        return all;
    }

    private static Both inPlace(Trial t, BiConsumer<Kernels, Tensor> forward, Backward backward) {
        return new Both(
                x -> {
                    forward.accept(t.kernels(), x);
                    return x;
                },
                (x, gradient) -> {
                    backward.apply(t.kernels(), x, gradient);
                    return gradient;
                });
    }

    /** A gradient in place. */
    @FunctionalInterface
    private interface Backward {
        void apply(Kernels kernels, Tensor x, Tensor gradient);
    }

    private static Both crop(Trial t) {
        List<Window> windows = CutoutParameters.windows(HEIGHT, WIDTH, SIDE);
        return new Both(
                picture -> {
                    Tensor pixels = t.empty(CROPS);
                    t.kernels().crop(picture, windows, pixels);
                    return pixels;
                },
                (picture, gradient) -> {
                    Tensor pictureGradient = t.numbers(v -> 0, PICTURE);
                    t.kernels().cropBackward(windows, gradient, pictureGradient);
                    return pictureGradient;
                });
    }

    /** Cropping followed by the average with a maximum pooling. */
    private static Both pool(Trial t) {
        List<Window> windows = CutoutParameters.pools(HEIGHT, WIDTH, SIDE);
        return new Both(
                picture -> {
                    Tensor pixels = t.empty(CROPS);
                    t.kernels().crop(picture, windows, pixels);
                    t.kernels().poolMaximum(picture, windows, pixels);
                    return pixels;
                },
                (picture, gradient) -> {
                    Tensor pictureGradient = t.numbers(v -> 0, PICTURE);
                    t.kernels().poolMaximumBackward(picture, windows, gradient, pictureGradient);
                    t.kernels().cropBackward(windows, gradient, pictureGradient);
                    return pictureGradient;
                });
    }

    private static Both sample(Trial t, Homography map, SamplePadding padding) {
        List<@Nullable Homography> maps = CutoutParameters.some(map, CutoutParameters.turned(SIDE));
        return inPlace(
                t, (k, x) -> k.sample(x, maps, padding), (k, x, gradient) -> k.sampleBackward(gradient, maps, padding));
    }

    /** A colour change, near pixels whose channels differ clearly. */
    private static Both colour(Trial t, List<ColourChange> order) {
        List<@Nullable ColourFactors> factors = CutoutParameters.some(CutoutParameters.MODEST, ColourFactors.NONE);
        Tensor point = CutoutParameters.colours(t, CUTOUTS);
        return inPlace(
                t,
                (k, x) -> {
                    near(k, point, x);
                    k.colour(x, order, factors);
                },
                (k, x, gradient) -> {
                    near(k, point, x);
                    k.colourBackward(x, order, factors, gradient);
                    k.scale(gradient, 0.01);
                });
    }

    private static void near(Kernels kernels, Tensor point, Tensor x) {
        kernels.scale(x, 0.01);
        kernels.add(x, point);
    }

    private static Both stencil(Trial t) {
        List<@Nullable Float> blends = CutoutParameters.some(0.2f, 0f);
        return inPlace(
                t, (k, x) -> k.stencil(x, 5, blends), (k, x, gradient) -> k.stencilBackward(x, 5, blends, gradient));
    }

    private static Both erase(Trial t) {
        List<@Nullable Erasure> erasures =
                CutoutParameters.some(CutoutParameters.hole(SIDE), CutoutParameters.edge(SIDE));
        return inPlace(t, (k, x) -> k.erase(x, erasures), (k, x, gradient) -> k.eraseBackward(erasures, gradient));
    }

    /** The sum of the losses of all prompts. */
    private static Both promptLoss(Trial t) {
        double never = Double.NEGATIVE_INFINITY;
        List<PromptTarget> prompts =
                List.of(PromptCases.target(t, 1, 6, 1, never), PromptCases.target(t, 3, 6, -0.5, never));
        return new Both(
                x -> {
                    Tensor losses = t.sums(prompts.size(), 1);
                    Tensor sum = t.sums(1, 1);
                    t.kernels().promptLoss(x, prompts, 5, losses);
                    t.kernels().sumColumns(losses, sum);
                    return sum;
                },
                (x, gradient) -> {
                    t.kernels().promptLoss(x, prompts, 5, t.sums(prompts.size(), 1));
                    t.kernels().scale(x, gradient.toDoubles()[0]);
                    return x;
                });
    }
}
