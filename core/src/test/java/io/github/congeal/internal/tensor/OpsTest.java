package io.github.congeal.internal.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.congeal.internal.tensor.Ops.Padding;
import io.github.congeal.internal.tensor.Tensor.Precision;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * Every operation against {@link NaiveOps}, in both precisions, with outputs and scratch memory full of NaN beforehand,
 * so that what is left unwritten shows.
 */
class OpsTest {
    private final Random random = new Random(5);
    private Precision precision = Precision.FLOAT;
    private Buffers buffers;
    private Ops ops;

    @BeforeEach
    void open() {
        use(Precision.FLOAT);
    }

    @AfterEach
    void close() {
        buffers.close();
    }

    private void use(Precision chosen) {
        if (buffers != null) {
            buffers.close();
        }
        precision = chosen;
        buffers = Buffers.create(chosen);
        ops = new Ops(buffers);
    }

    // ------------------------------------------------------------------ linear

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1, 1, 1, 1, 1",
        "1, 1, 1, 2, 3, 3, 1",
        "1, 5, 7, 1, 4, 3, 1",
        "2, 4, 3, 5, 1, 3, 1",
        "3, 2, 5, 4, 6, 1, 1",
        "1, 4, 6, 3, 5, 3, 2",
        "2, 2, 2, 1, 1, 3, 2",
        "1, 16, 12, 16, 32, 3, 1"
    })
    void convolve(int n, int h, int w, int inputs, int outputs, int kernel, int stride) {
        for (Padding padding : stride == 1 ? new Padding[] {Padding.CENTRED} : Padding.values()) {
            inBothPrecisions(() -> {
                double[] x = numbers(n * h * w * inputs);
                double[] weights = numbers(kernel * kernel * inputs * outputs);
                double[] bias = numbers(outputs);
                int before = padding == Padding.CENTRED ? kernel / 2 : 0;
                long[] shape = {n, h / stride, w / stride, outputs};
                Tensor picture = tensor(x, n, h, w, inputs);
                Tensor kernels = tensor(weights, kernel, kernel, inputs, outputs);
                Tensor biases = tensor(bias, outputs);
                expect(
                        NaiveOps.convolve(x, n, h, w, inputs, weights, kernel, bias, stride, before),
                        out -> ops.convolve(picture, kernels, biases, stride, padding, out),
                        shape);
                expect(
                        NaiveOps.convolve(x, n, h, w, inputs, weights, kernel, new double[outputs], stride, before),
                        out -> ops.convolve(picture, kernels, null, stride, padding, out),
                        shape);
            });
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "1, 5, 1", "3, 1, 4", "1, 7, 3", "5, 3, 1", "6, 5, 7", "33, 17, 9", "301, 130, 110"})
    void multiply(int m, int k, int n) {
        for (int batch : new int[] {1, 3}) {
            inBothPrecisions(() -> forAllTransposes((ta, tb) -> {
                double[] a = numbers(batch * m * k);
                double[] b = numbers(batch * k * n);
                double[] expected = NaiveOps.multiply(a, ta, b, tb, batch, m, k, n);
                long[] shapeA = ta ? new long[] {batch, k, m} : new long[] {batch, m, k};
                long[] shapeB = tb ? new long[] {batch, n, k} : new long[] {batch, k, n};
                Tensor left = tensor(a, shapeA);
                Tensor right = tensor(b, shapeB);
                expect(expected, out -> ops.multiply(left, ta, right, tb, out), batch, m, n);
                if (batch == 1) {
                    Tensor leftMatrix = left.reshape(shapeA[1], shapeA[2]);
                    Tensor rightMatrix = right.reshape(shapeB[1], shapeB[2]);
                    expect(expected, out -> ops.multiply(leftMatrix, ta, rightMatrix, tb, out), m, n);
                }
            }));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1, 1", "1, 4, 1, 3", "2, 5, 3, 2", "2, 1, 2, 4", "3, 7, 2, 1", "3, 200, 2, 40", "1, 300, 1, 60"})
    void multiplyHeads(int n, int tokens, int heads, int d) {
        inBothPrecisions(() -> forAllTransposes((ta, tb) -> {
            double[] x = numbers(n * tokens * 3 * heads * d);
            Tensor all = tensor(x, n, tokens, 3L * heads * d);
            for (int part = 0; part < 3; part++) {
                double[] a = NaiveOps.heads(x, n, tokens, part, 3, heads, d);
                double[] b = NaiveOps.heads(x, n, tokens, 2 - part, 3, heads, d);
                Tensor left = all.heads(part, 3, heads);
                Tensor right = all.heads(2 - part, 3, heads);
                if (ta != tb) {
                    int m = ta ? d : tokens;
                    int k = ta ? tokens : d;
                    expect(
                            NaiveOps.multiply(a, ta, b, tb, n * heads, m, k, m),
                            out -> ops.multiply(left, ta, right, tb, out),
                            n,
                            heads,
                            m,
                            m);
                }
            }
        }));
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1, 1", "1, 4, 1, 3", "2, 5, 3, 2", "2, 1, 2, 4", "3, 7, 2, 1", "3, 200, 2, 40", "1, 300, 1, 60"})
    void multiplyIntoHeads(int n, int tokens, int heads, int d) {
        inBothPrecisions(() -> forAllTransposes((ta, tb) -> {
            double[] a = numbers(n * heads * tokens * tokens);
            double[] b = numbers(n * heads * tokens * d);
            double[] product = NaiveOps.multiply(a, ta, b, tb, n * heads, tokens, tokens, d);
            Tensor left = tensor(a, n, heads, tokens, tokens);
            Tensor right = tb ? tensor(b, n, heads, d, tokens) : tensor(b, n, heads, tokens, d);
            double[] expected = new double[3 * product.length];
            for (int part = 0; part < 3; part++) {
                for (int i = 0; i < product.length; i++) {
                    expected[NaiveOps.headPlace(i, tokens, part, 3, heads, d)] = product[i];
                }
            }
            Consumer<Tensor> inThreeParts = out -> {
                for (int part = 0; part < 3; part++) {
                    ops.multiply(left, ta, right, tb, out.heads(part, 3, heads));
                }
            };
            expect(expected, inThreeParts, n, tokens, 3L * heads * d);
        }));
    }

    @Test
    void multiplyHeadsByHeadsIntoHeads() {
        inBothPrecisions(() -> {
            double[] scores = numbers(2 * 3 * 5 * 5);
            double[] x = numbers(2 * 5 * 9 * 4);
            Tensor all = tensor(x, 2, 5, 9 * 4);
            double[] product =
                    NaiveOps.multiply(scores, true, NaiveOps.heads(x, 2, 5, 1, 3, 3, 4), false, 2 * 3, 5, 5, 4);
            double[] expected = new double[product.length];
            for (int i = 0; i < product.length; i++) {
                expected[NaiveOps.headPlace(i, 5, 0, 1, 3, 4)] = product[i];
            }
            Tensor left = tensor(scores, 2, 3, 5, 5);
            Consumer<Tensor> operation = out -> ops.multiply(left, true, all.heads(1, 3, 3), false, out.heads(0, 1, 3));
            expect(expected, operation, 2, 5, 3 * 4);
        });
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1, 1", "1, 2, 3, 1", "2, 3, 1, 4", "2, 5, 7, 3", "1, 1, 4, 32"})
    void resampling(int n, int h, int w, int c) {
        inBothPrecisions(() -> {
            double[] x = numbers(n * h * w * c);
            Tensor small = tensor(x, n, h, w, c);
            expect(NaiveOps.enlarge(x, n, h, w, c, 2, 1), out -> ops.upsample(small, out), n, 2L * h, 2L * w, c);
            for (int size : new int[] {1, 2, 3}) {
                long[] largeShape = {n, (long) size * h, (long) size * w, c};
                double[] large = numbers(x.length * size * size);
                double part = 1.0 / (size * size);
                Tensor picture = tensor(large, largeShape);
                expect(
                        NaiveOps.shrink(large, n, h, w, c, size, part),
                        out -> ops.averagePool(picture, size, out),
                        n,
                        h,
                        w,
                        c);
                expect(
                        NaiveOps.enlarge(x, n, h, w, c, size, part),
                        out -> ops.averagePoolBackward(small, size, out),
                        largeShape);
                for (int offset = 0; offset < size; offset++) {
                    int o = offset;
                    expect(NaiveOps.spread(x, n, h, w, c, size, o), out -> ops.spread(small, size, o, out), largeShape);
                }
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1, 1, 0, 0, 1", "2, 5, 4, 3, 1, 0, 3", "3, 4, 6, 1, 0, 5, 1", "1, 4, 5, 2, 0, 1, 4"})
    void tokens(int n, int from, int to, int c, int sourceFrom, int targetFrom, int count) {
        inBothPrecisions(() -> {
            double[] source = numbers(n * from * c);
            double[] before = numbers(n * to * c);
            double[] copied = before.clone();
            double[] added = before.clone();
            for (int i = 0; i < n * count * c; i++) {
                int place = i % (count * c);
                double token = source[(i / (count * c) * from + sourceFrom) * c + place];
                copied[(i / (count * c) * to + targetFrom) * c + place] = token;
                added[(i / (count * c) * to + targetFrom) * c + place] += token;
            }
            Tensor tokens = tensor(source, n, from, c);
            expectInPlace(copied, before, out -> ops.copyTokens(tokens, sourceFrom, out, targetFrom, count), n, to, c);
            expectInPlace(added, before, out -> ops.addTokens(tokens, sourceFrom, out, targetFrom, count), n, to, c);
        });
    }

    @Test
    void permute() {
        inBothPrecisions(() -> {
            double[] x = numbers(2 * 3 * 4 * 5 * 6);
            Tensor five = tensor(x, 2, 3, 4, 5, 6);
            double[] expected = NaiveOps.permute(x, new int[] {2, 3, 4, 5, 6}, 0, 1, 3, 2, 4);
            expect(expected, out -> ops.permute(five, out, 0, 1, 3, 2, 4), 2, 3, 5, 4, 6);
            double[] y = numbers(3 * 5);
            Tensor matrix = tensor(y, 3, 5);
            expect(NaiveOps.permute(y, new int[] {3, 5}, 1, 0), out -> ops.permute(matrix, out, 1, 0), 5, 3);
            double[] z = numbers(4);
            Tensor thin = tensor(z, 1, 4, 1);
            expect(z, out -> ops.permute(thin, out, 0, 2, 1), 1, 1, 4);
        });
    }

    // ------------------------------------------------------------- elementwise

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 5", "7, 1", "6, 9", "1000, 3", "1001, 600"})
    void elementwise(int rows, int width) {
        inBothPrecisions(() -> {
            double[] x = numbers(rows * width);
            double[] y = numbers(rows * width);
            Tensor other = tensor(y, rows, width);
            double[] expected = new double[x.length];
            expect(y, out -> ops.copy(other, out), rows, width);
            Arrays.setAll(expected, i -> x[i] + y[i]);
            expectInPlace(expected, x, out -> ops.add(out, other), rows, width);
            Arrays.setAll(expected, i -> x[i] * y[i]);
            expectInPlace(expected, x, out -> ops.multiplyElements(out, other), rows, width);
            Tensor one = tensor(x, rows, width);
            expect(expected, out -> ops.multiplyElements(one, other, out), rows, width);
            expectInPlace(NaiveOps.map(x, v -> -3 * v), x, out -> ops.scale(out, -3), rows, width);
            expectInPlace(NaiveOps.map(x, v -> v + 2), x, out -> ops.scaleAndShift(out, 1, 2), rows, width);
            expectInPlace(NaiveOps.map(x, v -> 2 - v), x, out -> ops.scaleAndShift(out, -1, 2), rows, width);
        });
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 5", "7, 1", "6, 9", "1000, 3"})
    void rowsAndColumns(int rows, int width) {
        inBothPrecisions(() -> {
            double[] x = numbers(rows * width);
            double[] row = numbers(width);
            double[] column = numbers(rows);
            Tensor alongRow = tensor(row, width);
            Tensor alongColumn = tensor(column, rows, 1);
            double[] expected = new double[x.length];
            Arrays.setAll(expected, i -> x[i] + row[i % width]);
            expectInPlace(expected, x, out -> ops.addBias(out, alongRow), rows, width);
            expectInPlace(expected, x, out -> ops.addBias(out, alongRow), 1, rows, 1, width);
            Arrays.setAll(expected, i -> x[i] * row[i % width]);
            expectInPlace(expected, x, out -> ops.multiplyRows(out, alongRow), rows, width);
            expectInPlace(expected, x, out -> ops.multiplyRows(out, alongRow), 1, rows, 1, width);
            Arrays.setAll(expected, i -> x[i] * column[i / width]);
            expectInPlace(expected, x, out -> ops.multiplyColumns(out, alongColumn), rows, width);
            Arrays.setAll(expected, i -> x[i] - column[i / width]);
            expectInPlace(expected, x, out -> ops.subtractColumns(out, alongColumn), 1, rows, width);
            Tensor all = tensor(x, rows, width);
            expect(NaiveOps.sumColumns(x, width), out -> ops.sumColumns(all, out), 1, width);
            expect(NaiveOps.sumRows(x, width), out -> ops.sumRows(all, out), rows, 1);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 64, 1001})
    void functions(int length) {
        inBothPrecisions(() -> {
            double[] x = numbers(length);
            double[] gradient = numbers(length);
            Tensor input = tensor(x, 1, length);
            double[] positive = NaiveOps.map(x, v -> v * v + 0.1);
            expectInPlace(NaiveOps.map(positive, v -> 1 / Math.sqrt(v)), positive, ops::reciprocalRoot, 1, length);
            expect(NaiveOps.map(x, Math::tanh), out -> ops.tanh(input, out), 1, length);
            expectInPlace(NaiveOps.map(x, Math::tanh), x, out -> ops.tanh(out, out), 1, length);
            double[] relu = NaiveOps.map(x, v -> Math.max(v, 0));
            expectInPlace(relu, x, ops::relu, 1, length);
            Tensor rectified = tensor(relu, 1, length);
            double[] expected = new double[length];
            Arrays.setAll(expected, i -> relu[i] > 0 ? gradient[i] : 0);
            expectInPlace(expected, gradient, out -> ops.reluBackward(rectified, out), 1, length);
            for (double slope : new double[] {1, 1.702}) {
                expect(
                        NaiveOps.map(x, v -> v * NaiveOps.sigmoid(slope * v)),
                        out -> ops.swish(input, slope, out),
                        1,
                        length);
                Arrays.setAll(expected, i -> gradient[i] * NaiveOps.swishDerivative(x[i], slope));
                expectInPlace(expected, gradient, out -> ops.swishBackward(input, slope, out), 1, length);
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 5", "7, 1", "6, 9", "100, 3", "701, 130"})
    void softmax(int rows, int width) {
        inBothPrecisions(() -> {
            double[] x = numbers(rows * width);
            double[] gradient = numbers(rows * width);
            double[] p = NaiveOps.softmax(x, width);
            Tensor input = tensor(x, rows, width);
            expect(p, out -> ops.softmax(input, out), rows, width);
            expectInPlace(p, x, out -> ops.softmax(out, out), rows, width);
            expectInPlace(p, x, out -> ops.softmax(out, out), 1, rows, 1, width);
            Tensor probabilities = tensor(p, rows, width);
            expectInPlace(
                    NaiveOps.softmaxBackward(p, gradient, width),
                    gradient,
                    out -> ops.softmaxBackward(probabilities, out),
                    rows,
                    width);
        });
    }

    @Test
    void softmaxOfMaskedScores() {
        double[] scores = {1, Double.NEGATIVE_INFINITY, 2, Double.NEGATIVE_INFINITY};
        inBothPrecisions(() -> expectInPlace(NaiveOps.softmax(scores, 4), scores, out -> ops.softmax(out, out), 1, 4));
    }

    @Test
    void affine() {
        inBothPrecisions(() -> {
            double[] x = numbers(5 * 7 * 3);
            double[] mean = numbers(3);
            double[] factor = numbers(3);
            double[] term = numbers(3);
            double[] expected = new double[x.length];
            Arrays.setAll(expected, i -> (x[i] - mean[i % 3]) * factor[i % 3] + term[i % 3]);
            Tensor picture = tensor(x, 1, 5, 7, 3);
            Tensor means = tensor(mean, 3);
            Tensor ones = tensor(new double[] {1, 1, 1}, 3);
            Tensor factors = tensor(factor, 3);
            Tensor terms = tensor(term, 3);
            expect(expected, out -> ops.affine(picture, means, ones, factors, terms, out), 1, 5, 7, 3);
        });
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "3, 5", "64, 33"})
    void combine(int rows, int width) {
        inBothPrecisions(() -> {
            double[] x = numbers(rows * width);
            double[] row = numbers(width);
            double[] column = numbers(rows);
            for (Ops.Pair pair : Ops.Pair.values()) {
                Tensor one = tensor(x, rows, width);
                Tensor alongRow = tensor(row, 1, width);
                Tensor alongColumn = tensor(column, rows, 1);
                expect(
                        each(x, i -> NaiveOps.combine(pair, x[i], row[i % width])),
                        out -> ops.combine(pair, one, alongRow, out),
                        rows,
                        width);
                expectInPlace(
                        each(x, i -> NaiveOps.combine(pair, x[i], column[i / width])),
                        x,
                        out -> ops.combine(pair, out, alongColumn, out),
                        rows,
                        width);
                expect(
                        each(x, i -> NaiveOps.combine(pair, column[i / width], row[i % width])),
                        out -> ops.combine(pair, alongColumn, alongRow, out),
                        rows,
                        width);
            }
        });
    }

    @Test
    void functions() {
        inBothPrecisions(() -> {
            double[] x = NaiveOps.map(numbers(50), v -> (float) Math.min(Math.abs(v) / 3, 1));
            x[0] = 0;
            x[1] = 1;
            for (Ops.Function function : Ops.Function.values()) {
                double[] argument = function == Ops.Function.FLOOR || function == Ops.Function.POSITIVE
                        ? NaiveOps.map(x, v -> 10 * v - 4)
                        : x;
                double[] expected = NaiveOps.map(argument, v -> NaiveOps.apply(function, v));
                Tensor given = tensor(argument, 10, 5);
                expect(expected, out -> ops.apply(function, given, out), 10, 5);
                expectInPlace(expected, argument, out -> ops.apply(function, out, out), 10, 5);
            }
            Tensor given = tensor(x, 10, 5);
            expect(
                    NaiveOps.map(x, v -> Math.min(Math.max(v, 0.25), 0.5)),
                    out -> ops.clamp(given, 0.25, 0.5, out),
                    10,
                    5);
            expect(NaiveOps.map(x, v -> -2.5), out -> ops.fill(out, -2.5), 10, 5);
        });
    }

    @Test
    void theLeastOfEachRowIsLookedUp() {
        inBothPrecisions(() -> {
            Tensor distances = tensor(new double[] {3, 1, 2, 1, 5, 5, 0, -1, -4, 9, 9, 9}, 4, 3);
            double[] table = {1, 2, 3, 4, 5, 6};
            Tensor rows = tensor(table, 3, 2);
            try (Tensor places = buffers.take(Precision.INDEX, 4)) {
                ops.leastOfRows(distances, places);
                expect(new double[] {3, 4, 1, 2, 5, 6, 1, 2}, out -> ops.lookUp(rows, places, out), 4, 2);
            }
        });
    }

    @Test
    void constantsAreBroughtOnce() {
        inBothPrecisions(() -> {
            float[] values = {1, 2, 3, 4};
            assertThat(ops.constant(values, 2, 2).toFloats()).containsExactly(1, 2, 3, 4);
            int created = buffers.created();
            assertThat(ops.constant(values, 4).toFloats()).containsExactly(1, 2, 3, 4);
            assertThat(buffers.created()).isEqualTo(created);
        });
    }

    @Test
    void adam() {
        inBothPrecisions(() -> {
            int length = 5000;
            AdamUpdate update = new AdamUpdate(0.9, 0.999, 1e-8);
            double[] x = numbers(length);
            double[] mean = new double[length];
            double[] square = new double[length];
            Tensor moved = tensor(x, length);
            Tensor means = tensor(mean, length);
            Tensor squares = tensor(square, length);
            for (int step = 1; step <= 3; step++) {
                double[] gradient = numbers(length);
                gradient[0] = 0;
                // Where epsilon matters.
                gradient[1] = 1e-8;
                NaiveOps.adam(0.1, step, x, gradient, mean, square);
                update.step(ops, 0.1, step, moved, tensor(gradient, length), means, squares);
                assertClose(moved.toDoubles(), x);
            }
        });
    }

    @Test
    void pictureClamp() {
        inBothPrecisions(() -> {
            double[] drawn = NaiveOps.map(numbers(3 * 5000), v -> 2 * v);
            double[] colours = NaiveOps.map(drawn, v -> (v + 1) / 2);
            double[] gradient = numbers(drawn.length);
            PictureClamp clamp = new PictureClamp(ops);
            expect(
                    NaiveOps.map(colours, v -> Math.min(Math.max(v, 0), 1)),
                    out -> clamp.forward(tensor(drawn, drawn.length), out),
                    drawn.length);
            Tensor before = tensor(colours, drawn.length);
            expectInPlace(
                    each(gradient, i -> NaiveOps.clampGradient(colours[i], gradient[i]) / 2),
                    gradient,
                    out -> clamp.backward(before, out),
                    drawn.length);
        });
    }

    // --------------------------------------------------------- normalisations

    @ParameterizedTest
    @CsvSource({"1, 1, 3, 1, 1, 0", "1, 5, 7, 4, 2, 5", "2, 3, 2, 6, 3, 0", "3, 1, 2, 4, 4, 0", "1, 9, 5, 64, 32, 5"})
    void groupNormalization(int n, int h, int w, int c, int groups, double centre) {
        for (boolean swish : new boolean[] {false, true}) {
            inBothPrecisions(() -> {
                double[] x = NaiveOps.map(numbers(n * h * w * c), v -> v + centre);
                int[] sets = new int[x.length];
                Arrays.setAll(sets, i -> i / (h * w * c) * groups + i % c / (c / groups));
                float[] gain = floats(c);
                float[] bias = floats(c);
                double[] normalised = NaiveOps.normalise(x, sets, 1e-6);
                double[] expected = new double[x.length];
                Arrays.setAll(expected, i -> {
                    double value = normalised[i] * gain[i % c] + bias[i % c];
                    return swish ? value * NaiveOps.sigmoid(value) : value;
                });
                GroupNormalization norm = new GroupNormalization(ops, groups, 1e-6, gain, bias, swish);
                Tensor picture = tensor(x, n, h, w, c);
                Tensor statistics = Poison.take(buffers, n, 2, groups);
                expect(expected, out -> norm.forward(picture, statistics, out), n, h, w, c);
            });
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "3, 5", "10, 1", "64, 768"})
    void layerNormalization(int rows, int width) {
        inBothPrecisions(() -> {
            double[] x = NaiveOps.map(numbers(rows * width), v -> v - 4);
            int[] sets = new int[x.length];
            Arrays.setAll(sets, i -> i / width);
            float[] gain = floats(width);
            float[] bias = floats(width);
            LayerNormalization norm = new LayerNormalization(ops, 1e-5, gain, bias);
            Tensor deviations = Poison.take(buffers, rows, 1);
            double[] expected = NaiveOps.normalise(x, sets, 1e-5);
            double[] affine = each(expected, i -> expected[i] * gain[i % width] + bias[i % width]);
            Tensor out = Poison.take(buffers, 1, rows, width);
            expectInPlace(expected, x, normalised -> norm.forward(normalised, deviations, out), 1, rows, width);
            assertClose(out.toDoubles(), affine);
        });
    }

    // ------------------------------------------------------------------ means

    @Test
    void leavesTheThreadsOfTheCallerAsTheyWere() {
        NativeOps nativeOps = NativeOpsHolder.getInstance().getDeviceNativeOps();
        int before = nativeOps.ompGetMaxThreads();
        try (Tensor x = buffers.take(300, 300);
                Tensor out = buffers.take(300, 300)) {
            nativeOps.setOmpNumThreads(3);
            ops.fill(x, 1);
            ops.multiply(x, false, x, false, out);
            ops.add(x, out);
            assertThat(nativeOps.ompGetMaxThreads()).isEqualTo(3);
            assertThat(x.toDoubles()).containsOnly(301);
        } finally {
            nativeOps.setOmpNumThreads(before);
        }
    }

    @Test
    void refusesMemoryThatWasFreed() {
        Tensor weights = Tensor.weights(new float[] {1, 2}, 2);
        try (Tensor out = buffers.take(2)) {
            ops.copy(weights, out);
            weights.free();
            assertThatIllegalStateException()
                    .isThrownBy(() -> ops.copy(weights, out))
                    .withMessageContaining("freed");
        }
    }

    /** In both precisions, and in float32 also as a card would do it. */
    private void inBothPrecisions(Runnable test) {
        for (Precision each : List.of(Precision.FLOAT, Precision.DOUBLE)) {
            use(each);
            test.run();
        }
        use(Precision.FLOAT);
        Backend.asOnACard(() -> {
            test.run();
            return this;
        });
    }

    private static double[] each(double[] like, IntToDoubleFunction function) {
        double[] result = new double[like.length];
        Arrays.setAll(result, function);
        return result;
    }

    private static void forAllTransposes(BiConsumer<Boolean, Boolean> test) {
        for (boolean a : new boolean[] {false, true}) {
            for (boolean b : new boolean[] {false, true}) {
                test.accept(a, b);
            }
        }
    }

    /** Runs an operation twice, the second time with all free memory poisoned, each time into poison. */
    private void expect(double[] expected, Consumer<Tensor> operation, long... shape) {
        double[] poison = new double[expected.length];
        Arrays.fill(poison, Double.NaN);
        expectInPlace(expected, poison, operation, shape);
    }

    private void expectInPlace(double[] expected, double[] before, Consumer<Tensor> operation, long... shape) {
        for (int run = 0; run < 2; run++) {
            Poison.free(buffers);
            try (Tensor out = tensor(before, shape)) {
                operation.accept(out);
                assertClose(out.toDoubles(), expected);
            }
        }
    }

    private void assertClose(double[] actual, double[] expected) {
        double size = Arrays.stream(expected).map(Math::abs).max().orElse(0);
        double tolerance = (precision == Precision.FLOAT ? 1e-5 : 1e-12) * Math.max(size, 1e-3);
        for (int i = 0; i < expected.length; i++) {
            assertThat(Math.abs(actual[i] - expected[i]))
                    .as("%s: element %d is %s instead of %s", precision, i, actual[i], expected[i])
                    .isLessThanOrEqualTo(tolerance);
        }
    }

    private Tensor tensor(double[] values, long... shape) {
        Tensor tensor = buffers.take(shape);
        tensor.write(0, values);
        return tensor;
    }

    /** Numbers that are exact in both precisions. */
    private double[] numbers(int count) {
        return random.doubles(count)
                .map(ignored -> (float) random.nextGaussian())
                .toArray();
    }

    private float[] floats(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
