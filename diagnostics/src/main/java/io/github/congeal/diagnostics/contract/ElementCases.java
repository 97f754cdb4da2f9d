package io.github.congeal.diagnostics.contract;

import io.github.congeal.internal.tensor.AdamUpdate;
import io.github.congeal.internal.tensor.Kernels;
import io.github.congeal.internal.tensor.Kernels.Function;
import io.github.congeal.internal.tensor.Kernels.Pair;
import io.github.congeal.internal.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Test cases of elementwise operations and sums. */
final class ElementCases {
    private static final long[][] SHAPES = {{1, 1}, {1, 5}, {7, 1}, {6, 9}, {1000, 3}, {200, 96}};
    /** A shape so large that operations are divided among threads. */
    private static final long[] LARGE = {1001, 600};

    private static final double[] SLOPES = {1, 1.702};

    private final List<Case> all;

    ElementCases(List<Case> all) {
        this.all = all;
    }

    void add() {
        for (long[] shape : SHAPES) {
            pairs(shape);
            rowsAndColumns(shape);
            functions(shape);
            activations(shape);
            optimisation(shape);
        }
        inPlace("add", LARGE, LARGE, Kernels::add);
        into("copy", LARGE, LARGE, Kernels::copy);
        into("swish", LARGE, LARGE, (k, x, out) -> k.swish(x, 1, out));
        into("softmax", LARGE, LARGE, Kernels::softmax);
        inPlace("addBias", LARGE, new long[] {LARGE[1]}, Kernels::addBias);
        all.add(new Case("softmax, masked", t -> {
            double hidden = Double.NEGATIVE_INFINITY;
            Tensor x = t.tensor(new double[] {1, hidden, 2, hidden}, 1, 4);
            t.kernels().softmax(x, x);
            return List.of(x);
        }));
        all.add(new Case("constant", t -> {
            float[] values = t.floats(6);
            Tensor out = t.empty(2, 3);
            t.kernels().copy(t.kernels().constant(values, 2, 3), out);
            return List.of(out, t.kernels().constant(values, 6));
        }));
    }

    /** A kernel that changes x, and gets others. */
    @FunctionalInterface
    private interface InPlace {
        void apply(Kernels kernels, Tensor x, Tensor other);
    }

    private void inPlace(String kernel, long[] shape, long[] otherShape, InPlace work) {
        all.add(new Case(kernel + " " + Arrays.toString(shape), t -> {
            Tensor x = t.numbers(shape);
            Tensor other = t.numbers(otherShape);
            work.apply(t.kernels(), x, other);
            return List.of(x, other);
        }));
    }

    /** Adds a case of a kernel that writes into another tensor, which is full of NaN before. */
    private void into(String kernel, long[] shape, long[] outShape, InPlace work) {
        all.add(new Case(kernel + " " + Arrays.toString(shape), t -> {
            Tensor x = t.numbers(shape);
            Tensor out = t.empty(outShape);
            work.apply(t.kernels(), x, out);
            return List.of(x, out);
        }));
    }

    private void pairs(long[] shape) {
        long[] row = {1, shape[1]};
        long[] column = {shape[0], 1};
        for (Pair pair : Pair.values()) {
            String name = "combine, " + pair.name().toLowerCase(Locale.ROOT);
            inPlace(name, shape, shape, (k, x, y) -> k.combine(pair, x, y, x));
            inPlace(name + ", with a row", shape, row, (k, x, y) -> k.combine(pair, x, y, x));
            inPlace(name + ", with a column", shape, column, (k, x, y) -> k.combine(pair, x, y, x));
            all.add(new Case(name + ", column and row " + Arrays.toString(shape), t -> {
                Tensor out = t.empty(shape);
                t.kernels().combine(pair, t.numbers(column), t.numbers(row), out);
                return List.of(out);
            }));
        }
        inPlace("add", shape, shape, Kernels::add);
        inPlace("multiplyElements, in place", shape, shape, (k, x, y) -> k.multiplyElements(x, y));
        into("multiplyElements", shape, shape, (k, x, out) -> k.multiplyElements(x, x, out));
        into("copy", shape, shape, Kernels::copy);
        into("fill", shape, shape, (k, x, out) -> k.fill(out, -2.5));
        inPlace("scale", shape, shape, (k, x, y) -> k.scale(x, -3));
        inPlace("scaleAndShift", shape, shape, (k, x, y) -> k.scaleAndShift(x, -3, 2));
        inPlace("scaleAndShift, shift only", shape, shape, (k, x, y) -> k.scaleAndShift(x, 1, 2));
    }

    private void rowsAndColumns(long[] shape) {
        long[] row = {shape[1]};
        long[] column = {shape[0], 1};
        int width = (int) shape[1];
        inPlace("addBias", shape, row, Kernels::addBias);
        inPlace("addBias, deep", new long[] {1, shape[0], 1, shape[1]}, row, Kernels::addBias);
        inPlace("multiplyRows", shape, row, Kernels::multiplyRows);
        inPlace("multiplyRows, deep", new long[] {1, shape[0], 1, shape[1]}, row, Kernels::multiplyRows);
        inPlace("multiplyColumns", shape, column, Kernels::multiplyColumns);
        inPlace("subtractColumns", shape, column, Kernels::subtractColumns);
        inPlace("subtractColumns, deep", new long[] {1, shape[0], shape[1]}, column, Kernels::subtractColumns);
        into("sumColumns", shape, new long[] {1, shape[1]}, Kernels::sumColumns);
        into("sumRows", shape, column, Kernels::sumRows);
        all.add(new Case("affine " + Arrays.toString(shape), t -> {
            Tensor out = t.empty(1, shape[0], 1, shape[1]);
            Tensor x = t.numbers(1, shape[0], 1, shape[1]);
            t.kernels().affine(x, t.numbers(row), t.numbers(row), t.numbers(row), out);
            return List.of(out);
        }));
        all.add(new Case("clampRows " + Arrays.toString(shape), t -> {
            Tensor x = t.numbers(shape);
            float[] least = t.floats(width);
            float[] most = t.floats(width);
            for (int i = 0; i < width; i++) {
                least[i] = -Math.abs(least[i]);
                most[i] = Math.abs(most[i]);
            }
            t.kernels().clampRows(x, least, most);
            return List.of(x);
        }));
        all.add(new Case("argminOfRows " + Arrays.toString(shape), t -> {
            Tensor places = t.places(shape[0]);
            t.kernels().argminOfRows(t.numbers(shape), places);
            return List.of(places);
        }));
        all.add(new Case("lookUp " + Arrays.toString(shape), t -> {
            Tensor places = t.places(shape[0]);
            t.kernels().argminOfRows(t.numbers(shape), places);
            Tensor rows = t.empty(shape[0], 4);
            t.kernels().lookUp(t.numbers(shape[1], 4), places, rows);
            Tensor list = t.empty(shape[0]);
            t.kernels().lookUp(t.numbers(shape[1]), places, list);
            return List.of(rows, list);
        }));
    }

    private void functions(long[] shape) {
        for (Function function : Function.values()) {
            String name = "apply, " + function.name().toLowerCase(Locale.ROOT) + " " + Arrays.toString(shape);
            all.add(new Case(name, t -> {
                Tensor x = t.numbers(v -> argument(function, v), shape);
                Tensor out = t.empty(shape);
                t.kernels().apply(function, x, out);
                t.kernels().apply(function, x, x);
                return List.of(out, x);
            }));
        }
        all.add(new Case("reciprocalRoot " + Arrays.toString(shape), t -> {
            Tensor x = t.numbers(v -> v * v + 0.1, shape);
            t.kernels().reciprocalRoot(x);
            return List.of(x);
        }));
        into("tanh", shape, shape, Kernels::tanh);
        inPlace("tanh, in place", shape, shape, (k, x, y) -> k.tanh(x, x));
        into("clamp", shape, shape, (k, x, out) -> k.clamp(x, 0.25, 0.5, out));
        inPlace("clampBackward", shape, shape, (k, x, y) -> k.clampBackward(x, y));
    }

    private static double argument(Function function, double x) {
        return switch (function) {
            case ROOT -> Math.abs(x);
            case RECIPROCAL_ROOT -> x * x + 0.1;
            case ARCSINE -> Math.min(Math.abs(x) / 3, 1);
            case FLOOR, POSITIVE -> 10 * x - 4;
            case ABSOLUTE, TANH, EXPONENTIAL, ERROR_FUNCTION -> x;
        };
    }

    private void activations(long[] shape) {
        inPlace("relu", shape, shape, (k, x, y) -> k.relu(x));
        inPlace("reluBackward", shape, shape, (k, x, y) -> {
            k.relu(x);
            k.reluBackward(x, y);
        });
        for (double slope : SLOPES) {
            into("swish, " + slope, shape, shape, (k, x, out) -> k.swish(x, slope, out));
            inPlace("swishBackward, " + slope, shape, shape, (k, x, y) -> k.swishBackward(x, slope, y));
        }
        into("gelu", shape, shape, Kernels::gelu);
        into("geluWithDerivative", shape, shape, Kernels::geluWithDerivative);
        into("softmax", shape, shape, Kernels::softmax);
        inPlace("softmax, in place", new long[] {1, shape[0], 1, shape[1]}, shape, (k, x, y) -> k.softmax(x, x));
        inPlace("softmaxBackward", shape, shape, (k, x, y) -> {
            k.softmax(x, x);
            k.softmaxBackward(x, y);
        });
        into("toColours", shape, shape, (k, x, out) -> {
            k.scale(x, 2);
            k.toColours(x, out);
        });
        inPlace("toColoursBackward", shape, shape, Kernels::toColoursBackward);
    }

    private void optimisation(long[] shape) {
        all.add(new Case("adam " + Arrays.toString(shape), t -> {
            AdamUpdate update = new AdamUpdate(0.9, 0.999, 1e-8);
            Tensor x = t.numbers(shape);
            Tensor mean = t.numbers(v -> 0, shape);
            Tensor square = t.numbers(v -> 0, shape);
            for (int step = 1; step <= 3; step++) {
                // Some so small that epsilon matters.
                Tensor gradient = t.numbers(v -> v < -1 ? 0 : v < 0 ? 1e-8 * v : v, shape);
                t.kernels().adam(update, 0.1, step, x, gradient, mean, square);
            }
            return List.of(x, mean);
        }));
    }
}
