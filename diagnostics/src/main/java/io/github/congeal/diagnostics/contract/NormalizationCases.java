package io.github.congeal.diagnostics.contract;

import io.github.congeal.internal.tensor.Codebook;
import io.github.congeal.internal.tensor.Convolution;
import io.github.congeal.internal.tensor.Filter;
import io.github.congeal.internal.tensor.GroupNormalization;
import io.github.congeal.internal.tensor.Kernels.Pair;
import io.github.congeal.internal.tensor.LayerNormalization;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Wrap;
import java.util.List;

/** Test cases of normalisations, of kernels fused with them, and of the search of nearest codes. */
final class NormalizationCases {
    private static final int[][] GROUPS = {
        // n, h, w, c, groups, mean
        {1, 1, 3, 1, 1, 0},
        {1, 5, 7, 4, 2, 5},
        {2, 3, 2, 6, 3, 0},
        {3, 1, 2, 4, 4, 0},
        {1, 9, 5, 64, 32, 5},
        {2, 16, 16, 32, 8, 0},
        {1, 12, 9, 96, 32, 0}
    };
    private static final int[][] ROWS = {{1, 2}, {3, 5}, {10, 1}, {64, 768}, {512, 32}};
    private static final int[][] SEARCHES = {{1, 1, 1}, {7, 5, 3}, {40, 96, 32}, {5000, 1000, 8}};

    private final List<Case> all;

    NormalizationCases(List<Case> all) {
        this.all = all;
    }

    void add() {
        for (int[] s : GROUPS) {
            groups(s, false);
            groups(s, true);
        }
        for (int[] s : ROWS) {
            layers(s[0], s[1]);
        }
        for (int[] s : SEARCHES) {
            search(s[0], s[1], s[2]);
        }
    }

    private static GroupNormalization norm(Trial t, int[] s, boolean swish) {
        return new GroupNormalization(s[4], 1e-6, t.floats(s[3]), t.floats(s[3]), swish);
    }

    private static Tensor pictures(Trial t, int... s) {
        return t.numbers(v -> v + s[5], s[0], s[1], s[2], s[3]);
    }

    private void groups(int[] s, boolean swish) {
        String name = " [%s, %s, %s, %s], %s groups%s".formatted(s[0], s[1], s[2], s[3], s[4], swish ? ", swish" : "");
        all.add(new Case("groupStatistics" + name, t -> {
            Tensor statistics = t.empty(s[0], 2, s[4]);
            t.kernels().groupStatistics(norm(t, s, swish), pictures(t, s), statistics);
            return List.of(statistics);
        }));
        all.add(new Case("groupNormalize" + name, t -> {
            Tensor x = pictures(t, s);
            Tensor statistics = t.empty(s[0], 2, s[4]);
            Tensor out = t.empty(x.shape());
            t.kernels().groupNormalize(norm(t, s, swish), x, statistics, out);
            return List.of(out, statistics, x);
        }));
        // Two numbers are always normalised to -1 and 1, so their gradient consists of rounding errors only.
        boolean hasGradient = s[1] * s[2] * s[3] / s[4] > 2;
        all.add(new Case("groupNormalizeBackward" + name, t -> {
            GroupNormalization norm = norm(t, s, swish);
            Tensor x = pictures(t, s);
            Tensor statistics = t.empty(s[0], 2, s[4]);
            t.kernels().groupStatistics(norm, x, statistics);
            Tensor gradient = t.numbers(x.shape());
            t.kernels().groupNormalizeBackward(norm, x, statistics, gradient);
            return hasGradient ? List.of(gradient, x) : List.of(x);
        }));
        for (Convolution shape : List.of(
                Convolution.of(s[3], s[3], 3), Convolution.of(s[3], s[3], 3).tiled())) {
            String kind = shape.tileable() ? ", tileable" : "";
            all.add(new Case("normalizedConvolve" + name + kind, t -> {
                Tensor x = pictures(t, s);
                Filter filter = t.filter(shape);
                Tensor statistics = t.empty(s[0], 2, s[4]);
                Tensor out = t.empty(x.shape());
                t.kernels().normalizedConvolve(norm(t, s, swish), x, statistics, filter, out);
                return List.of(out, statistics, x);
            }));
            all.add(new Case("normalizedConvolveAndAdd" + name + kind, t -> {
                Tensor x = pictures(t, s);
                Filter filter = t.filter(shape);
                Tensor statistics = t.empty(s[0], 2, s[4]);
                Tensor added = t.numbers(x.shape());
                Tensor out = t.empty(x.shape());
                t.kernels().normalizedConvolveAndAdd(norm(t, s, swish), x, statistics, filter, added, out);
                return List.of(out, statistics, x, added);
            }));
            all.add(new Case("normalizedConvolveBackward" + name + kind, t -> {
                GroupNormalization norm = norm(t, s, swish);
                Tensor x = pictures(t, s);
                Filter filter = t.filter(shape);
                Tensor statistics = t.empty(s[0], 2, s[4]);
                t.kernels().groupStatistics(norm, x, statistics);
                Tensor gradient = t.numbers(x.shape());
                Tensor out = t.empty(x.shape());
                t.kernels().normalizedConvolveBackward(norm, x, statistics, filter, gradient, out);
                return hasGradient ? List.of(out, gradient, x) : List.of(gradient, x);
            }));
            all.add(new Case("normalizedConvolveWrapped" + name + kind, t -> {
                Tensor x = pictures(t, s);
                Filter filter = t.filter(shape);
                Tensor statistics = t.empty(s[0], 2, s[4]);
                Tensor out = t.empty(x.shape());
                t.kernels().normalizedConvolveWrapped(norm(t, s, swish), x, statistics, filter, Wrap.BOTH, out);
                return List.of(out, statistics, x);
            }));
        }
    }

    private void layers(int rows, int width) {
        String name = " [%s, %s]".formatted(rows, width);
        all.add(new Case("layerNormalize" + name, t -> {
            LayerNormalization norm = new LayerNormalization(1e-5, t.floats(width), t.floats(width));
            Tensor x = t.numbers(v -> v - 4, 1, rows, width);
            Tensor deviations = t.empty(rows, 1);
            Tensor out = t.empty(1, rows, width);
            t.kernels().layerNormalize(norm, x, deviations, out);
            return List.of(out, x, deviations);
        }));
        all.add(new Case("layerNormalizeBackward" + name, t -> {
            LayerNormalization norm = new LayerNormalization(1e-5, t.floats(width), t.floats(width));
            Tensor x = t.numbers(1, rows, width);
            Tensor deviations = t.empty(rows, 1);
            t.kernels().layerNormalize(norm, x, deviations, t.empty(1, rows, width));
            Tensor gradient = t.numbers(1, rows, width);
            t.kernels().layerNormalizeBackward(norm, x, deviations, gradient);
            return width > 2 ? List.of(gradient, x) : List.of(x);
        }));
    }

    private void search(int rows, int codes, int width) {
        all.add(new Case("nearestCodes, %s among %s, %s wide".formatted(rows, codes, width), t -> {
            Tensor vectors = t.numbers(codes, width);
            double[] values = vectors.toDoubles();
            float[] squares = new float[codes];
            for (int n = 0; n < codes; n++) {
                double square = 0;
                for (int d = 0; d < width; d++) {
                    square += values[n * width + d] * values[n * width + d];
                }
                squares[n] = (float) square;
            }
            Tensor places = t.places(rows);
            Tensor latent = t.numbers(rows, width);
            t.kernels().nearestCodes(latent, new Codebook(vectors, squares), places);
            // Rounding may decide which of two codes is nearer, but hardly changes the distance.
            Tensor found = t.empty(rows, width);
            t.kernels().lookUp(vectors, places, found);
            t.kernels().combine(Pair.SUBTRACT, found, latent, found);
            t.kernels().multiplyElements(found, found);
            Tensor distances = t.empty(rows, 1);
            t.kernels().sumRows(found, distances);
            return List.of(distances);
        }));
    }
}
