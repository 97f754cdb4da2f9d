package io.github.congeal.diagnostics.contract;

import io.github.congeal.internal.tensor.Convolution;
import io.github.congeal.internal.tensor.Filter;
import io.github.congeal.internal.tensor.Padding;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Wrap;
import java.util.List;

/** Test cases of convolutions and matrix products. */
final class LinearCases {
    private static final int[][] CONVOLUTIONS = {
        // n, h, w, inputs, outputs, kernel
        {1, 1, 1, 1, 1, 1},
        {1, 2, 2, 2, 3, 3},
        {1, 6, 8, 1, 4, 3},
        {2, 4, 4, 5, 1, 3},
        {3, 2, 6, 4, 6, 1},
        {1, 4, 6, 3, 5, 3},
        {1, 5, 7, 3, 2, 3},
        {2, 16, 16, 32, 32, 1},
        {2, 16, 16, 32, 32, 3},
        {1, 18, 20, 96, 112, 3}
    };
    private static final int[][] WRAPPED = {
        {1, 1, 1, 1, 1, 3},
        {1, 2, 2, 2, 3, 3},
        {2, 4, 6, 5, 3, 3},
        {1, 5, 7, 3, 2, 5},
        {1, 3, 4, 2, 3, 1},
        {1, 6, 5, 96, 97, 3}
    };
    private static final int[][] PRODUCTS = {
        {1, 1, 1}, {1, 5, 1}, {3, 1, 4}, {1, 7, 3}, {5, 3, 1}, {6, 5, 7}, {33, 17, 9}, {200, 96, 32}, {301, 130, 110}
    };
    private static final int[][] HEADS = {
        // n, tokens, heads, width of a head
        {1, 1, 1, 1},
        {1, 4, 1, 3},
        {2, 5, 3, 2},
        {2, 1, 2, 4},
        {3, 7, 2, 1},
        {3, 200, 2, 40},
        {1, 300, 1, 60},
        {2, 256, 2, 64}
    };

    private final List<Case> all;

    LinearCases(List<Case> all) {
        this.all = all;
    }

    void add() {
        for (int[] s : CONVOLUTIONS) {
            Convolution shape = Convolution.of(s[3], s[4], s[5]);
            convolve("", shape, true, s[0], s[1], s[2]);
            convolve(", without bias", shape, false, s[0], s[1], s[2]);
            if (s[5] == 3) {
                convolve(", tileable", shape.tiled(), true, s[0], s[1], s[2]);
                convolve(", enlarging", shape.enlarging(), true, s[0], s[1], s[2]);
                convolve(", enlarging, tileable", shape.enlarging().tiled(), true, s[0], s[1], s[2]);
            }
            for (Padding padding : Padding.values()) {
                if (s[1] % 2 == 0 && s[2] % 2 == 0 && s[5] == 3) {
                    convolve(", stride 2, " + padding, shape.strided(2, padding), true, s[0], s[1], s[2]);
                }
            }
        }
        wrapped();
        vectors();
        byWeights(false);
        byWeights(true);
        for (boolean a : new boolean[] {false, true}) {
            for (boolean b : new boolean[] {false, true}) {
                products(a, b);
                heads(a, b);
            }
        }
    }

    private void convolve(String kind, Convolution shape, boolean biased, int n, int h, int w) {
        String name = " %sx%s %s->%s of [%s, %s, %s]%s"
                .formatted(shape.kernel(), shape.kernel(), shape.inputs(), shape.outputs(), n, h, w, kind);
        all.add(new Case("convolve" + name, t -> {
            Tensor x = t.numbers(n, h, w, shape.inputs());
            Filter filter = t.filter(shape, biased);
            Tensor out = t.empty(shape.outputShape(x));
            t.kernels().convolve(x, filter, out);
            return List.of(out, x);
        }));
        all.add(new Case("convolveBackward" + name, t -> {
            Tensor x = t.empty(n, h, w, shape.inputs());
            Filter filter = t.filter(shape, biased);
            Tensor gradient = t.numbers(shape.outputShape(x));
            t.kernels().convolveBackward(gradient, filter, x);
            return List.of(x);
        }));
    }

    private void wrapped() {
        for (int[] s : WRAPPED) {
            Convolution shape = Convolution.of(s[3], s[4], s[5]);
            boolean isEven = s[1] % 2 == 0 && s[2] % 2 == 0;
            for (Wrap wrap : Wrap.values()) {
                convolveWrapped("", shape, wrap, s);
                if (s[5] == 3) {
                    convolveWrapped(", tileable", shape.tiled(), wrap, s);
                    convolveWrapped(", enlarging, tileable", shape.enlarging().tiled(), wrap, s);
                }
                for (Padding padding : Padding.values()) {
                    if (isEven && s[5] == 3) {
                        convolveWrapped(", stride 2, " + padding, shape.strided(2, padding), wrap, s);
                    }
                }
            }
        }
    }

    private void convolveWrapped(String kind, Convolution shape, Wrap wrap, int... s) {
        String name = " %sx%s %s->%s of [%s, %s, %s]%s, %s"
                .formatted(
                        shape.kernel(), shape.kernel(), shape.inputs(), shape.outputs(), s[0], s[1], s[2], kind, wrap);
        all.add(new Case("convolveWrapped" + name, t -> {
            Tensor x = t.numbers(s[0], s[1], s[2], shape.inputs());
            Filter filter = t.filter(shape);
            Tensor out = t.empty(shape.outputShape(x));
            t.kernels().convolveWrapped(x, filter, wrap, out);
            return List.of(out, x);
        }));
        all.add(new Case("convolveWrappedBackward" + name, t -> {
            Tensor x = t.empty(s[0], s[1], s[2], shape.inputs());
            Filter filter = t.filter(shape);
            Tensor gradient = t.numbers(shape.outputShape(x));
            t.kernels().convolveWrappedBackward(gradient, filter, wrap, x);
            return List.of(x);
        }));
    }

    private void products(boolean transposeA, boolean transposeB) {
        for (int[] s : PRODUCTS) {
            for (int batch : new int[] {0, 1, 3}) {
                String name = "multiply%s%s, %s of %sx%sx%s"
                        .formatted(transposeA ? ", left" : "", transposeB ? ", right" : "", batch, s[0], s[1], s[2]);
                all.add(new Case(name, t -> {
                    Tensor a = matrices(t, batch, transposeA ? s[1] : s[0], transposeA ? s[0] : s[1], false);
                    Tensor b = matrices(t, batch, transposeB ? s[2] : s[1], transposeB ? s[1] : s[2], false);
                    Tensor out = matrices(t, batch, s[0], s[2], true);
                    t.kernels().multiply(a, transposeA, b, transposeB, 0.5, out);
                    Tensor plain = matrices(t, batch, s[0], s[2], true);
                    t.kernels().multiply(a, transposeA, b, transposeB, plain);
                    return List.of(out, plain);
                }));
            }
        }
    }

    /** Long vectors, whose product a device may add up otherwise than that of matrices. */
    private void vectors() {
        all.add(new Case("multiply, vectors of 6000", t -> {
            Tensor x = t.numbers(1, 6000);
            Tensor product = t.empty(1, 1);
            t.kernels().multiply(x, false, t.numbers(6000, 1), false, product);
            Tensor square = t.empty(1, 1);
            t.kernels().multiply(x, false, x, true, 0.5, square);
            return List.of(product, square);
        }));
    }

    private void byWeights(boolean transposed) {
        for (int[] s : PRODUCTS) {
            String name = "multiply%s, by weights, %sx%sx%s".formatted(transposed ? ", right" : "", s[0], s[1], s[2]);
            all.add(new Case(name, t -> {
                Tensor a = t.numbers(s[0], s[1]);
                Tensor weights = transposed ? t.weights(s[2], s[1]) : t.weights(s[1], s[2]);
                Tensor plain = t.empty(s[0], s[2]);
                t.kernels().multiply(a, weights, transposed, null, plain);
                Tensor biased = t.empty(s[0], s[2]);
                t.kernels().multiply(a, weights, transposed, t.weights(s[2]), biased);
                Tensor halved = t.empty(s[0], s[2]);
                t.kernels().multiply(a, false, weights, transposed, 0.5, halved);
                return List.of(plain, biased, halved);
            }));
        }
    }

    private static Tensor matrices(Trial t, int batch, long rows, long columns, boolean empty) {
        long[] shape = batch == 0 ? new long[] {rows, columns} : new long[] {batch, rows, columns};
        return empty ? t.empty(shape) : t.numbers(shape);
    }

    private void heads(boolean transposeA, boolean transposeB) {
        for (int[] s : HEADS) {
            int n = s[0];
            int tokens = s[1];
            int heads = s[2];
            int d = s[3];
            String name = "multiply%s%s, heads %sx%sx%sx%s"
                    .formatted(transposeA ? ", left" : "", transposeB ? ", right" : "", n, tokens, heads, d);
            if (transposeA != transposeB) {
                all.add(new Case(name, t -> {
                    Tensor x = t.numbers(n, tokens, 3L * heads * d);
                    long side = transposeA ? d : tokens;
                    Tensor out = t.empty(n, heads, side, side);
                    t.kernels().multiply(x.heads(0, 3, heads), transposeA, x.heads(2, 3, heads), transposeB, out);
                    return List.of(out);
                }));
            }
            all.add(new Case(name + ", into heads", t -> {
                Tensor a = t.numbers(n, heads, tokens, tokens);
                Tensor b = transposeB ? t.numbers(n, heads, d, tokens) : t.numbers(n, heads, tokens, d);
                Tensor out = t.numbers(n, tokens, 3L * heads * d);
                t.kernels().multiply(a, transposeA, b, transposeB, out.heads(1, 3, heads));
                if (!transposeB) {
                    Tensor c = t.numbers(n, tokens, 3L * heads * d);
                    t.kernels().multiply(a, transposeA, c.heads(1, 3, heads), false, out.heads(2, 3, heads));
                }
                return List.of(out);
            }));
        }
    }
}
