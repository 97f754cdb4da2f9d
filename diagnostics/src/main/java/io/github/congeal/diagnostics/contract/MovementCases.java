package io.github.congeal.diagnostics.contract;

import io.github.congeal.internal.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/** Test cases of kernels that move pixels and tokens. */
final class MovementCases {
    private static final long[][] PICTURES = {
        {1, 1, 1, 1}, {1, 2, 3, 1}, {2, 3, 1, 4}, {2, 5, 7, 3}, {1, 1, 4, 32}, {2, 16, 16, 32}
    };
    private static final long[][] TOKENS = {
        // n, from, to, c, sourceFrom, targetFrom, count
        {1, 1, 1, 1, 0, 0, 1},
        {2, 5, 4, 3, 1, 0, 3},
        {3, 4, 6, 1, 0, 5, 1},
        {1, 4, 5, 2, 0, 1, 4},
        {2, 16, 16, 96, 1, 0, 15}
    };
    private static final int[][] PATCHES = {{1, 1, 1}, {1, 6, 2}, {3, 6, 3}, {2, 5, 1}, {2, 4, 4}, {2, 16, 4}};

    private final List<Case> all;

    MovementCases(List<Case> all) {
        this.all = all;
    }

    void add() {
        for (long[] shape : PICTURES) {
            pictures(shape);
        }
        for (long[] s : TOKENS) {
            tokens(s);
        }
        for (int[] s : PATCHES) {
            patches(s[0], s[1], s[2]);
        }
        permute(new long[] {2, 3, 4, 5, 6}, 0, 1, 3, 2, 4);
        permute(new long[] {3, 5}, 1, 0);
        permute(new long[] {1, 4, 1}, 0, 2, 1);
        permute(new long[] {2, 16, 16, 32}, 0, 3, 1, 2);
    }

    private void pictures(long[] shape) {
        String name = " " + Arrays.toString(shape);
        all.add(new Case("upsample" + name, t -> {
            Tensor out = t.empty(scaled(shape, 2));
            t.kernels().upsample(t.numbers(shape), out);
            return List.of(out);
        }));
        all.add(new Case("upsampleBackward" + name, t -> {
            Tensor out = t.empty(shape);
            t.kernels().upsampleBackward(t.numbers(scaled(shape, 2)), out);
            return List.of(out);
        }));
        all.add(new Case("average" + name, t -> {
            Tensor out = t.empty(shape);
            t.kernels().average(t.numbers(shape), 3, out);
            return List.of(out);
        }));
        all.add(new Case("roll" + name, t -> {
            Tensor x = t.numbers(shape);
            Tensor still = t.empty(shape);
            Tensor out = t.empty(shape);
            t.kernels().roll(x, 0, 0, still);
            t.kernels().roll(x, shape[1] - 1, shape[2] / 2, out);
            return List.of(still, out);
        }));
        all.add(new Case("surround" + name, t -> {
            Tensor one = t.empty(shape[0], shape[1] + 2, shape[2] + 2, shape[3]);
            Tensor two = t.empty(shape[0], shape[1] + 4, shape[2] + 4, shape[3]);
            Tensor x = t.numbers(shape);
            t.kernels().surround(x, 1, one);
            t.kernels().surround(x, 2, two);
            return List.of(one, two);
        }));
        for (int size = 1; size <= 3; size++) {
            squares(name + ", " + size, shape, size);
        }
    }

    private void squares(String name, long[] shape, int size) {
        all.add(new Case("averagePool" + name, t -> {
            Tensor out = t.empty(shape);
            t.kernels().averagePool(t.numbers(scaled(shape, size)), size, out);
            return List.of(out);
        }));
        all.add(new Case("enlarge" + name, t -> {
            Tensor out = t.empty(scaled(shape, size));
            t.kernels().enlarge(t.numbers(shape), size, out);
            return List.of(out);
        }));
        all.add(new Case("averagePoolBackward" + name, t -> {
            Tensor out = t.empty(scaled(shape, size));
            t.kernels().averagePoolBackward(t.numbers(shape), size, out);
            return List.of(out);
        }));
        for (int offset = 0; offset < size; offset++) {
            int before = offset;
            all.add(new Case("spread" + name + ", " + offset, t -> {
                Tensor out = t.empty(scaled(shape, size));
                t.kernels().spread(t.numbers(shape), size, before, out);
                return List.of(out);
            }));
        }
    }

    private static long[] scaled(long[] shape, int size) {
        return new long[] {shape[0], size * shape[1], size * shape[2], shape[3]};
    }

    private void tokens(long... s) {
        all.add(new Case("copyTokens " + Arrays.toString(s), t -> {
            Tensor out = t.numbers(s[0], s[2], s[3]);
            t.kernels().copyTokens(t.numbers(s[0], s[1], s[3]), s[4], out, s[5], s[6]);
            return List.of(out);
        }));
        all.add(new Case("addTokens " + Arrays.toString(s), t -> {
            Tensor out = t.numbers(s[0], s[2], s[3]);
            t.kernels().addTokens(t.numbers(s[0], s[1], s[3]), s[4], out, s[5], s[6]);
            return List.of(out);
        }));
    }

    private void patches(int n, int side, int size) {
        long tokens = 1 + (long) (side / size) * (side / size);
        long patch = (long) size * size * 3;
        String name = "Patches %s of %s, %s".formatted(n, side, size);
        all.add(new Case("cut" + name, t -> {
            Tensor out = t.empty(n, tokens, patch);
            t.kernels().cutPatches(t.numbers(n, side, side, 3), size, out);
            return List.of(out);
        }));
        all.add(new Case("join" + name, t -> {
            Tensor out = t.empty(n, side, side, 3);
            t.kernels().joinPatches(t.numbers(n, tokens, patch), size, out);
            return List.of(out);
        }));
    }

    private void permute(long[] shape, int... order) {
        all.add(new Case("permute " + Arrays.toString(shape), t -> {
            long[] swapped = new long[shape.length];
            Arrays.setAll(swapped, i -> shape[order[i]]);
            Tensor out = t.empty(swapped);
            t.kernels().permute(t.numbers(shape), out, order);
            return List.of(out);
        }));
    }
}
