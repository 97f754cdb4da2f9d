package io.github.congeal.internal.tensor;

import io.github.congeal.internal.tensor.Ops.Padding;
import io.github.congeal.internal.tensor.Tensor.Precision;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.IntToDoubleFunction;

/**
 * Every operation against the naive one, on whatever backend runs here: what the owner of a card can do that the
 * makers of Congeal cannot.
 */
public final class OpsSelfTest {
    /**
     * Float32 gives about 1e-6. Cards from Ampere on round what goes into a convolution to ten bits (TF32) unless the
     * environment variable NVIDIA_TF32_OVERRIDE is 0.
     */
    private static final double ALLOWED = 2e-3;

    private static final int TIMES = 5;
    private static final int N = 2;
    private static final int SIDE = 16;
    private static final int CHANNELS = 32;
    private static final int ROWS = 200;
    private static final int WIDTH = 96;
    private static final int HEADS = 3;
    private static final int GROUPS = 8;
    private static final double EPSILON = 1e-6;

    private final Random random = new Random(1);
    private final List<Deviation> results = new ArrayList<>();
    private final Buffers buffers;
    private final Ops ops;

    private OpsSelfTest(Buffers buffers) {
        this.buffers = buffers;
        this.ops = new Ops(buffers);
    }

    /** Tries all of them; takes some seconds. */
    public static List<Deviation> run() {
        try (Buffers buffers = Buffers.create()) {
            OpsSelfTest test = new OpsSelfTest(buffers);
            test.transfer();
            test.convolutions();
            test.products();
            test.movements();
            test.elements();
            test.functions();
            test.searches();
            test.combinations();
            test.optimisation();
            test.normalizations();
            return List.copyOf(test.results);
        }
    }

    private void transfer() {
        double[] x = numbers(ROWS * WIDTH);
        tryInto("write and read", x, out -> out.write(0, x), ROWS, WIDTH);
    }

    private void convolutions() {
        int c = CHANNELS;
        double[] x = numbers(N * SIDE * SIDE * c);
        double[] bias = numbers(c);
        Tensor pictures = tensor(x, N, SIDE, SIDE, c);
        Tensor biases = tensor(bias, c);
        for (int kernel : new int[] {1, 3}) {
            double[] weights = numbers(kernel * kernel * c * c);
            double[] expected = NaiveOps.convolve(x, N, SIDE, SIDE, c, weights, kernel, bias, 1, (kernel - 1) / 2);
            Tensor kernels = tensor(weights, kernel, kernel, c, c);
            tryInto(
                    "convolve %dx%d".formatted(kernel, kernel),
                    expected,
                    out -> ops.convolve(pictures, kernels, biases, 1, Padding.CENTRED, out),
                    N,
                    SIDE,
                    SIDE,
                    c);
            if (kernel > 1) {
                Tensor outputsFirst = buffers.take(c, kernel, kernel, c);
                ops.permute(kernels, outputsFirst, 3, 0, 1, 2);
                tryInto(
                        "convolve 3x3, outputs first",
                        expected,
                        out -> ops.convolve(
                                pictures, outputsFirst, KernelOrder.OUTPUTS_FIRST, biases, 1, Padding.CENTRED, out),
                        N,
                        SIDE,
                        SIDE,
                        c);
            }
            if (kernel > 1 && Backend.onHost()) {
                Tensor tiled = tiled(weights, c);
                tryInto(
                        "tiled 3x3",
                        expected,
                        out -> ops.tiled().forward(pictures, List.of(), tiled, biases, 1, out),
                        N,
                        SIDE,
                        SIDE,
                        c);
            }
            if (kernel > 1) {
                tryInto(
                        "convolve 3x3, stride 2",
                        NaiveOps.convolve(x, N, SIDE, SIDE, c, weights, kernel, bias, 2, 0),
                        out -> ops.convolve(pictures, kernels, biases, 2, Padding.AFTER, out),
                        N,
                        SIDE / 2,
                        SIDE / 2,
                        c);
            }
        }
    }

    private void products() {
        for (boolean first : new boolean[] {false, true}) {
            for (boolean second : new boolean[] {false, true}) {
                double[] a = numbers(N * ROWS * WIDTH);
                double[] b = numbers(N * WIDTH * CHANNELS);
                Tensor left = first ? tensor(a, N, WIDTH, ROWS) : tensor(a, N, ROWS, WIDTH);
                Tensor right = second ? tensor(b, N, CHANNELS, WIDTH) : tensor(b, N, WIDTH, CHANNELS);
                tryInto(
                        "multiply%s%s".formatted(first ? ", left transposed" : "", second ? ", right transposed" : ""),
                        NaiveOps.multiply(a, first, b, second, N, ROWS, WIDTH, CHANNELS),
                        out -> ops.multiply(left, first, right, second, out),
                        N,
                        ROWS,
                        CHANNELS);
            }
        }
        int d = CHANNELS;
        double[] x = numbers(N * SIDE * 3 * HEADS * d);
        Tensor all = tensor(x, N, SIDE, 3 * HEADS * d);
        double[] query = NaiveOps.heads(x, N, SIDE, 0, 3, HEADS, d);
        double[] key = NaiveOps.heads(x, N, SIDE, 1, 3, HEADS, d);
        tryInto(
                "multiply heads",
                NaiveOps.multiply(query, false, key, true, N * HEADS, SIDE, d, SIDE),
                out -> ops.multiply(all.heads(0, 3, HEADS), false, all.heads(1, 3, HEADS), true, out),
                N,
                HEADS,
                SIDE,
                SIDE);
    }

    private void movements() {
        int c = CHANNELS;
        double[] x = numbers(N * SIDE * SIDE * c);
        double[] large = numbers(4 * x.length);
        Tensor small = tensor(x, N, SIDE, SIDE, c);
        Tensor pictures = tensor(large, N, 2 * SIDE, 2 * SIDE, c);
        double[] bigger = NaiveOps.enlarge(x, N, SIDE, SIDE, c, 2, 1);
        long[] largeShape = {N, 2 * SIDE, 2 * SIDE, c};
        tryInto(
                "average",
                NaiveOps.average(x, N, SIDE, SIDE, c, 3),
                out -> ops.average(small, 3, out),
                N,
                SIDE,
                SIDE,
                c);
        tryInto(
                "surround",
                NaiveOps.surround(x, N, SIDE, SIDE, c, 1),
                out -> ops.surround(small, 1, out),
                N,
                SIDE + 2,
                SIDE + 2,
                c);
        tryInto("upsample", bigger, out -> ops.upsample(small, out), largeShape);
        tryInto(
                "averagePool",
                NaiveOps.shrink(large, N, SIDE, SIDE, c, 2, 0.25),
                out -> ops.averagePool(pictures, 2, out),
                N,
                SIDE,
                SIDE,
                c);
        tryInto(
                "averagePoolBackward",
                NaiveOps.map(bigger, v -> v / 4),
                out -> ops.averagePoolBackward(small, 2, out),
                largeShape);
        tryInto("spread", NaiveOps.spread(x, N, SIDE, SIDE, c, 2, 1), out -> ops.spread(small, 2, 1, out), largeShape);
        tryInto(
                "permute",
                NaiveOps.permute(x, new int[] {N, SIDE, SIDE, c}, 0, 3, 1, 2),
                out -> ops.permute(small, out, 0, 3, 1, 2),
                N,
                c,
                SIDE,
                SIDE);
        tokens();
        patches();
    }

    private void tokens() {
        double[] source = numbers(N * SIDE * WIDTH);
        double[] before = numbers(N * SIDE * WIDTH);
        double[] copied = before.clone();
        double[] added = before.clone();
        for (int i = 0; i < before.length; i++) {
            // The second token of each sequence, and all after it, into the place before.
            if (i / WIDTH % SIDE < SIDE - 1) {
                copied[i] = source[i + WIDTH];
                added[i] += source[i + WIDTH];
            }
        }
        Tensor from = tensor(source, N, SIDE, WIDTH);
        tryInPlace("copyTokens", copied, before, out -> ops.copyTokens(from, 1, out, 0, SIDE - 1), N, SIDE, WIDTH);
        tryInPlace("addTokens", added, before, out -> ops.addTokens(from, 1, out, 0, SIDE - 1), N, SIDE, WIDTH);
    }

    private void patches() {
        int p = 4;
        int grid = SIDE / p;
        int patch = p * p * 3;
        double[] x = numbers(N * SIDE * SIDE * 3);
        double[] cut = new double[N * (1 + grid * grid) * patch];
        for (int i = 0; i < x.length; i++) {
            int column = i / 3 % SIDE;
            int row = i / 3 / SIDE % SIDE;
            int sequence = i / 3 / SIDE / SIDE;
            int token = 1 + row / p * grid + column / p;
            cut[(sequence * (1 + grid * grid) + token) * patch + (row % p * p + column % p) * 3 + i % 3] = x[i];
        }
        Patches patches = new Patches(ops, p);
        Tensor pictures = tensor(x, N, SIDE, SIDE, 3);
        Tensor sequences = tensor(cut, N, 1 + grid * grid, patch);
        tryInto("patches cut", cut, out -> patches.cut(pictures, out), N, 1 + grid * grid, patch);
        tryInto("patches join", x, out -> patches.join(sequences, out), N, SIDE, SIDE, 3);
    }

    private void elements() {
        double[] x = numbers(ROWS * WIDTH);
        double[] y = numbers(ROWS * WIDTH);
        double[] row = numbers(WIDTH);
        double[] column = numbers(ROWS);
        Tensor one = tensor(x, ROWS, WIDTH);
        Tensor other = tensor(y, ROWS, WIDTH);
        Tensor alongRow = tensor(row, WIDTH);
        Tensor alongColumn = tensor(column, ROWS, 1);
        long[] shape = {ROWS, WIDTH};
        tryInto("copy", x, out -> ops.copy(one, out), shape);
        tryInPlace("add", each(x, i -> x[i] + y[i]), x, out -> ops.add(out, other), shape);
        tryInto("multiplyElements", each(x, i -> x[i] * y[i]), out -> ops.multiplyElements(one, other, out), shape);
        tryInPlace(
                "multiplyElements in place",
                each(x, i -> x[i] * y[i]),
                x,
                out -> ops.multiplyElements(out, other),
                shape);
        tryInPlace("scale", each(x, i -> -3 * x[i]), x, out -> ops.scale(out, -3), shape);
        tryInPlace("scaleAndShift", each(x, i -> 2 - 3 * x[i]), x, out -> ops.scaleAndShift(out, -3, 2), shape);
        tryInPlace("addBias", each(x, i -> x[i] + row[i % WIDTH]), x, out -> ops.addBias(out, alongRow), shape);
        tryInPlace(
                "multiplyRows", each(x, i -> x[i] * row[i % WIDTH]), x, out -> ops.multiplyRows(out, alongRow), shape);
        tryInPlace(
                "multiplyColumns",
                each(x, i -> x[i] * column[i / WIDTH]),
                x,
                out -> ops.multiplyColumns(out, alongColumn),
                shape);
        tryInPlace(
                "subtractColumns",
                each(x, i -> x[i] - column[i / WIDTH]),
                x,
                out -> ops.subtractColumns(out, alongColumn),
                shape);
        tryInto("sumColumns", NaiveOps.sumColumns(x, WIDTH), out -> ops.sumColumns(one, out), 1, WIDTH);
        tryInto("sumRows", NaiveOps.sumRows(x, WIDTH), out -> ops.sumRows(one, out), ROWS, 1);
    }

    private void functions() {
        double[] x = numbers(ROWS * WIDTH);
        double[] gradient = numbers(x.length);
        double[] relu = NaiveOps.map(x, v -> Math.max(v, 0));
        double[] positive = NaiveOps.map(x, v -> v * v + 0.1);
        double[] p = NaiveOps.softmax(x, WIDTH);
        Tensor input = tensor(x, ROWS, WIDTH);
        Tensor rectified = tensor(relu, ROWS, WIDTH);
        Tensor probabilities = tensor(p, ROWS, WIDTH);
        double slope = 1.702;
        long[] shape = {ROWS, WIDTH};
        tryInPlace(
                "reciprocalRoot", NaiveOps.map(positive, v -> 1 / Math.sqrt(v)), positive, ops::reciprocalRoot, shape);
        tryInto("tanh", NaiveOps.map(x, Math::tanh), out -> ops.tanh(input, out), shape);
        tryInPlace("relu", relu, x, ops::relu, shape);
        tryInPlace(
                "reluBackward",
                each(x, i -> relu[i] > 0 ? gradient[i] : 0),
                gradient,
                out -> ops.reluBackward(rectified, out),
                shape);
        tryInto(
                "swish",
                NaiveOps.map(x, v -> v * NaiveOps.sigmoid(slope * v)),
                out -> ops.swish(input, slope, out),
                shape);
        tryInPlace(
                "swishBackward",
                each(x, i -> gradient[i] * NaiveOps.swishDerivative(x[i], slope)),
                gradient,
                out -> ops.swishBackward(input, slope, out),
                shape);
        tryInto("softmax", p, out -> ops.softmax(input, out), shape);
        tryInPlace(
                "softmaxBackward",
                NaiveOps.softmaxBackward(p, gradient, WIDTH),
                gradient,
                out -> ops.softmaxBackward(probabilities, out),
                shape);
    }

    private void searches() {
        double[] x = numbers(ROWS * WIDTH);
        double[] table = numbers(WIDTH * CHANNELS);
        double[] least = new double[ROWS];
        Arrays.setAll(least, row -> NaiveOps.leastOfRow(x, row, WIDTH));
        Tensor rows = tensor(x, ROWS, WIDTH);
        Tensor entries = tensor(table, WIDTH, CHANNELS);
        Tensor places = buffers.take(Precision.INDEX, ROWS);
        tryInto(
                "leastOfRows",
                least,
                out -> {
                    ops.leastOfRows(rows, places);
                    ops.copy(places, out);
                },
                ROWS);
        double[] found = new double[ROWS * CHANNELS];
        Arrays.setAll(found, i -> table[(int) least[i / CHANNELS] * CHANNELS + i % CHANNELS]);
        tryInto("lookUp", found, out -> ops.lookUp(entries, places, out), ROWS, CHANNELS);
        Tensor list = entries.reshape((long) WIDTH * CHANNELS);
        tryInto(
                "lookUp of a list",
                each(least, i -> table[(int) least[i]]),
                out -> ops.lookUp(list, places, out),
                ROWS);
    }

    private void combinations() {
        double[] x = numbers(ROWS * WIDTH);
        double[] row = numbers(WIDTH);
        double[] column = numbers(ROWS);
        float[] unit = floats(NaiveOps.map(row, Math::abs));
        Tensor one = tensor(x, ROWS, WIDTH);
        Tensor alongRow = tensor(row, 1, WIDTH);
        Tensor alongColumn = tensor(column, ROWS, 1);
        long[] shape = {ROWS, WIDTH};
        for (Ops.Pair pair : Ops.Pair.values()) {
            String name = "combine, " + pair.name().toLowerCase(Locale.ROOT);
            tryInto(
                    name + ", with a row",
                    each(x, i -> NaiveOps.combine(pair, x[i], row[i % WIDTH])),
                    out -> ops.combine(pair, one, alongRow, out),
                    shape);
            tryInPlace(
                    name + ", with a column",
                    each(x, i -> NaiveOps.combine(pair, x[i], column[i / WIDTH])),
                    x,
                    out -> ops.combine(pair, out, alongColumn, out),
                    shape);
        }
        for (Ops.Function function : Ops.Function.values()) {
            double[] argument = NaiveOps.map(x, v -> (float) Math.min(Math.abs(v) / 3, 1));
            Tensor given = tensor(argument, ROWS, WIDTH);
            tryInto(
                    "apply, " + function.name().toLowerCase(Locale.ROOT),
                    NaiveOps.map(argument, v -> NaiveOps.apply(function, v)),
                    out -> ops.apply(function, given, out),
                    shape);
        }
        tryInto("clamp", NaiveOps.map(x, v -> Math.min(Math.max(v, 0), 1)), out -> ops.clamp(one, 0, 1, out), shape);
        float[] least = floats(NaiveOps.map(row, v -> -Math.abs(v)));
        tryInPlace(
                "clampRows",
                each(x, i -> Math.min(Math.max(x[i], least[i % WIDTH]), unit[i % WIDTH])),
                x,
                out -> ops.clampRows(out, least, unit),
                shape);
        tryInto("fill", NaiveOps.map(x, v -> 0.5), out -> ops.fill(out, 0.5), shape);
        tryInto("constant", NaiveOps.map(row, Math::abs), out -> ops.copy(ops.constant(unit, WIDTH), out), WIDTH);
    }

    private void optimisation() {
        double[] x = numbers(ROWS * WIDTH);
        double[] gradient = numbers(x.length);
        double[] moved = x.clone();
        NaiveOps.adam(0.1, 1, moved, gradient, new double[x.length], new double[x.length]);
        AdamUpdate update = new AdamUpdate(0.9, 0.999, 1e-8);
        tryInPlace(
                "adam",
                moved,
                x,
                out -> {
                    try (Tensor mean = tensor(new double[x.length], ROWS, WIDTH);
                            Tensor square = tensor(new double[x.length], ROWS, WIDTH);
                            Tensor given = tensor(gradient, ROWS, WIDTH)) {
                        update.step(ops, 0.1, 1, out, given, mean, square);
                    }
                },
                ROWS,
                WIDTH);
        PictureClamp clamp = new PictureClamp(ops);
        Tensor before = tensor(x, ROWS, WIDTH);
        tryInPlace(
                "picture clamp, backward",
                each(x, i -> NaiveOps.clampGradient(x[i], gradient[i]) / 2),
                gradient,
                out -> clamp.backward(before, out),
                ROWS,
                WIDTH);
    }

    private void normalizations() {
        int c = CHANNELS;
        double[] x = numbers(N * SIDE * SIDE * c);
        double[] gradient = numbers(x.length);
        double[] gain = numbers(c);
        double[] bias = numbers(c);
        int[] sets = new int[x.length];
        Arrays.setAll(sets, i -> i / (SIDE * SIDE * c) * GROUPS + i % c / (c / GROUPS));
        double[] normalised = NaiveOps.normalise(x, sets, EPSILON);
        double[] value = each(x, i -> normalised[i] * gain[i % c] + bias[i % c]);
        GroupNormalization norm = new GroupNormalization(ops, GROUPS, EPSILON, floats(gain), floats(bias), true);
        Tensor pictures = tensor(x, N, SIDE, SIDE, c);
        Tensor statistics = buffers.take(N, 2, GROUPS);
        long[] shape = {N, SIDE, SIDE, c};
        tryInto(
                "group normalisation and swish",
                NaiveOps.map(value, v -> v * NaiveOps.sigmoid(v)),
                out -> norm.forward(pictures, statistics, out),
                shape);
        double[] inner = each(x, i -> gradient[i] * NaiveOps.swishDerivative(value[i], 1) * gain[i % c]);
        tryInPlace(
                "group normalisation and swish, backward",
                NaiveOps.normaliseBackward(x, inner, sets, EPSILON),
                gradient,
                out -> norm.backward(pictures, statistics, out),
                shape);

        int[] rows = new int[x.length];
        Arrays.setAll(rows, i -> i / c);
        LayerNormalization layer = new LayerNormalization(ops, EPSILON, floats(gain), floats(bias));
        Tensor deviations = buffers.take((long) N * SIDE * SIDE, 1);
        double[] expected = NaiveOps.normalise(x, rows, EPSILON);
        Tensor known = tensor(expected, N, SIDE, SIDE, c);
        tryInto(
                "layer normalisation",
                each(expected, i -> expected[i] * gain[i % c] + bias[i % c]),
                out -> {
                    try (Tensor before = tensor(x, shape)) {
                        layer.forward(before, deviations, out);
                    }
                },
                shape);
        tryInPlace(
                "layer normalisation, backward",
                NaiveOps.normaliseBackward(x, each(x, i -> gradient[i] * gain[i % c]), rows, EPSILON),
                gradient,
                out -> layer.backward(known, deviations, out),
                shape);
    }

    // ------------------------------------------------------------------ means

    /** Kernels {@code [3, 3, c, c]} in the form that tiles take. */
    private Tensor tiled(double[] weights, int c) {
        float[] outputsFirst = new float[weights.length];
        for (int i = 0; i < weights.length; i++) {
            outputsFirst[i % c * 9 * c + i / c % c * 9 + i / (c * c)] = (float) weights[i];
        }
        FloatBuffer points = FloatBuffer.allocate(WinogradConvolution.PRODUCTS * c * c);
        WinogradConvolution.transform(outputsFirst, c, c, points);
        Tensor kernels = buffers.take(WinogradConvolution.PRODUCTS, c, c);
        kernels.write(0, points.array(), 0, points.capacity());
        return kernels;
    }

    private void tryInto(String name, double[] expected, Consumer<Tensor> operation, long... shape) {
        double[] nothing = new double[expected.length];
        Arrays.fill(nothing, Double.NaN);
        tryInPlace(name, expected, nothing, operation, shape);
    }

    private void tryInPlace(
            String name, double[] expected, double[] before, Consumer<Tensor> operation, long... shape) {
        double error = 0;
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < TIMES; i++) {
            try (Tensor out = tensor(before, shape)) {
                long began = System.nanoTime();
                operation.accept(out);
                double[] actual = out.toDoubles();
                best = Math.min(best, (System.nanoTime() - began) / 1e6);
                error = Math.max(error, Deviation.error(actual, expected));
            }
        }
        results.add(new Deviation(name, error, ALLOWED, best));
    }

    private Tensor tensor(double[] values, long... shape) {
        Tensor tensor = buffers.take(shape);
        tensor.write(0, values);
        return tensor;
    }

    /** Numbers that float32 holds exactly. */
    private double[] numbers(int count) {
        return random.doubles(count)
                .map(ignored -> (float) random.nextGaussian())
                .toArray();
    }

    private static double[] each(double[] like, IntToDoubleFunction function) {
        double[] result = new double[like.length];
        Arrays.setAll(result, function);
        return result;
    }

    private static float[] floats(double[] values) {
        float[] result = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = (float) values[i];
        }
        return result;
    }
}
