package io.github.congeal.diagnostics.contract;

import static io.github.congeal.diagnostics.contract.NaiveMemory.read;
import static io.github.congeal.diagnostics.contract.NaiveMemory.write;

import io.github.congeal.internal.tensor.AdamUpdate;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Codebook;
import io.github.congeal.internal.tensor.Filter;
import io.github.congeal.internal.tensor.GroupNormalization;
import io.github.congeal.internal.tensor.LayerNormalization;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Wrap;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/** All other kernels by their definitions, and not composed of primitives. */
final class NaiveKernels extends NaivePrimitives {
    NaiveKernels(Buffers buffers) {
        super(buffers);
    }

    private static void set(Tensor out, IntToDoubleFunction value) {
        double[] values = new double[(int) out.length()];
        Arrays.setAll(values, value);
        write(out, values);
    }

    // ------------------------------------------------------------- elementwise

    @Override
    public void addBias(Tensor x, Tensor bias) {
        double[] values = read(x);
        double[] terms = read(bias);
        set(x, i -> values[i] + terms[i % terms.length]);
    }

    @Override
    public void scaleAndShift(Tensor x, double factor, double term) {
        write(x, NaiveLoops.map(read(x), v -> v * factor + term));
    }

    @Override
    public void clamp(Tensor x, double least, double most, Tensor out) {
        write(out, NaiveLoops.map(read(x), v -> Math.min(Math.max(v, least), most)));
    }

    @Override
    public void clampBackward(Tensor x, Tensor gradient) {
        double[] before = read(x);
        double[] given = read(gradient);
        set(gradient, i -> NaiveLoops.clampGradient(before[i], given[i]));
    }

    @Override
    public void clampRows(Tensor x, float[] least, float[] most) {
        double[] values = read(x);
        set(x, i -> Math.min(Math.max(values[i], least[i % least.length]), most[i % most.length]));
    }

    @Override
    public void affine(Tensor x, Tensor mean, Tensor factor, Tensor term, Tensor out) {
        double[] values = read(x);
        double[] means = read(mean);
        double[] factors = read(factor);
        double[] terms = read(term);
        int c = terms.length;
        set(out, i -> (values[i] - means[i % c]) * factors[i % c] + terms[i % c]);
    }

    @Override
    public void sumColumns(Tensor x, Tensor out) {
        write(out, NaiveLoops.sumColumns(read(x), (int) x.dimension(-1)));
    }

    @Override
    public void sumRows(Tensor x, Tensor out) {
        write(out, NaiveLoops.sumRows(read(x), (int) x.dimension(-1)));
    }

    // ------------------------------------------------------------- activations

    @Override
    public void relu(Tensor x) {
        write(x, NaiveLoops.map(read(x), v -> Math.max(v, 0)));
    }

    @Override
    public void reluBackward(Tensor output, Tensor gradient) {
        double[] values = read(output);
        double[] given = read(gradient);
        set(gradient, i -> values[i] > 0 ? given[i] : 0);
    }

    @Override
    public void swish(Tensor x, double slope, Tensor out) {
        write(out, NaiveLoops.map(read(x), v -> v * NaiveLoops.sigmoid(slope * v)));
    }

    @Override
    public void swishBackward(Tensor x, double slope, Tensor gradient) {
        double[] values = read(x);
        double[] given = read(gradient);
        set(gradient, i -> given[i] * NaiveLoops.swishDerivative(values[i], slope));
    }

    @Override
    public void gelu(Tensor x, Tensor out) {
        write(out, NaiveLoops.map(read(x), v -> v * distribution(v)));
    }

    @Override
    public void geluWithDerivative(Tensor x, Tensor out) {
        gelu(x, out);
        write(x, NaiveLoops.map(read(x), v -> distribution(v) + v * Math.exp(-v * v / 2) / Math.sqrt(2 * Math.PI)));
    }

    private static double distribution(double x) {
        return (1 + NaiveLoops.errorFunction(x / Math.sqrt(2))) / 2;
    }

    @Override
    public void softmaxBackward(Tensor probabilities, Tensor gradient) {
        write(gradient, NaiveLoops.softmaxBackward(read(probabilities), read(gradient), (int) gradient.dimension(-1)));
    }

    @Override
    public void toColours(Tensor drawn, Tensor picture) {
        double[] colours = NaiveLoops.map(read(drawn), v -> (v + 1) / 2);
        write(drawn, colours);
        write(picture, NaiveLoops.map(colours, v -> Math.min(Math.max(v, 0), 1)));
    }

    @Override
    public void toColoursBackward(Tensor colours, Tensor gradient) {
        clampBackward(colours, gradient);
        write(gradient, NaiveLoops.map(read(gradient), v -> v / 2));
    }

    @Override
    public void adam(AdamUpdate update, double rate, int step, Tensor x, Tensor gradient, Tensor mean, Tensor square) {
        double[] values = read(x);
        double[] means = read(mean);
        double[] squares = read(square);
        NaiveLoops.adam(update, rate, step, values, read(gradient), means, squares);
        write(x, values);
        write(mean, means);
        write(square, squares);
    }

    // --------------------------------------------------------------- movements

    @Override
    public void spread(Tensor x, int stride, int offset, Tensor out) {
        int[] s = shape(x);
        write(out, NaiveLoops.spread(read(x), s[0], s[1], s[2], s[3], stride, offset));
    }

    @Override
    public void surround(Tensor x, int margin, Tensor out) {
        int[] s = shape(x);
        write(out, NaiveLoops.surround(read(x), s[0], s[1], s[2], s[3], margin));
    }

    @Override
    public void roll(Tensor x, long down, long across, Tensor out) {
        int[] s = shape(x);
        write(
                out,
                new NaiveTiles(s, 1, 1)
                        .moved(
                                read(x),
                                row -> Math.floorMod(row - (int) down, s[1]),
                                column -> Math.floorMod(column - (int) across, s[2])));
    }

    @Override
    public void convolveWrapped(Tensor x, Filter filter, Wrap wrap, Tensor out) {
        NaiveTiles before = NaiveTiles.of(shape(x), wrap);
        NaiveTiles after = before.like(shape(out));
        try (Tensor many = buffers().take(before.whole());
                Tensor convolved = buffers().take(after.whole())) {
            write(many, before.repeat(read(x)));
            convolve(many, filter, convolved);
            write(out, after.readMiddle(read(convolved)));
        }
    }

    @Override
    public void convolveWrappedBackward(Tensor gradient, Filter filter, Wrap wrap, Tensor out) {
        NaiveTiles before = NaiveTiles.of(shape(out), wrap);
        NaiveTiles after = before.like(shape(gradient));
        try (Tensor many = buffers().take(before.whole());
                Tensor convolved = buffers().take(after.whole())) {
            write(convolved, after.middle(read(gradient)));
            convolveBackward(convolved, filter, many);
            write(out, before.sum(read(many)));
        }
    }

    @Override
    public void enlarge(Tensor x, int size, Tensor out) {
        int[] s = shape(x);
        write(out, NaiveLoops.enlarge(read(x), s[0], s[1], s[2], s[3], size, 1));
    }

    @Override
    public void upsampleBackward(Tensor gradient, Tensor out) {
        int[] s = shape(out);
        write(out, NaiveLoops.shrink(read(gradient), s[0], s[1], s[2], s[3], 2, 1));
    }

    @Override
    public void averagePoolBackward(Tensor gradient, int size, Tensor out) {
        int[] s = shape(gradient);
        write(out, NaiveLoops.enlarge(read(gradient), s[0], s[1], s[2], s[3], size, 1.0 / (size * size)));
    }

    @Override
    public void copyTokens(Tensor source, long sourceFrom, Tensor target, long targetFrom, long count) {
        moveTokens(source, sourceFrom, target, targetFrom, count, 0);
    }

    @Override
    public void addTokens(Tensor source, long sourceFrom, Tensor target, long targetFrom, long count) {
        moveTokens(source, sourceFrom, target, targetFrom, count, 1);
    }

    private static void moveTokens(
            Tensor source, long sourceFrom, Tensor target, long targetFrom, long count, double kept) {
        double[] given = read(source);
        double[] result = read(target);
        int width = (int) source.dimension(2);
        int part = (int) count * width;
        for (int i = 0; i < source.dimension(0) * part; i++) {
            int sequence = i / part;
            int from = (int) (sequence * source.dimension(1) + sourceFrom) * width + i % part;
            int to = (int) (sequence * target.dimension(1) + targetFrom) * width + i % part;
            result[to] = kept == 0 ? given[from] : result[to] + given[from];
        }
        write(target, result);
    }

    @Override
    public void cutPatches(Tensor pictures, int size, Tensor sequences) {
        double[] pixels = read(pictures);
        double[] result = new double[(int) sequences.length()];
        for (int i = 0; i < pixels.length; i++) {
            result[patchPlace(i, pictures, size)] = pixels[i];
        }
        write(sequences, result);
    }

    @Override
    public void joinPatches(Tensor sequences, int size, Tensor pictures) {
        double[] patches = read(sequences);
        set(pictures, i -> patches[patchPlace(i, pictures, size)]);
    }

    private static int patchPlace(int i, Tensor pictures, int size) {
        int channels = (int) pictures.dimension(3);
        int side = (int) pictures.dimension(1);
        int grid = side / size;
        int x = i / channels % side;
        int y = i / channels / side % side;
        int token = i / channels / side / side * (1 + grid * grid) + 1 + y / size * grid + x / size;
        return (token * size * size + y % size * size + x % size) * channels + i % channels;
    }

    // --------------------------------------------------------- normalisations

    @Override
    public void groupStatistics(GroupNormalization norm, Tensor x, Tensor statistics) {
        double[] values = read(x);
        int[] sets = sets(norm, x);
        int groups = norm.groups();
        int sizes = values.length / (int) x.dimension(0) / groups;
        double[] means = new double[(int) x.dimension(0) * groups];
        double[] variances = new double[means.length];
        for (int i = 0; i < values.length; i++) {
            means[sets[i]] += values[i] / sizes;
        }
        for (int i = 0; i < values.length; i++) {
            variances[sets[i]] += (values[i] - means[sets[i]]) * (values[i] - means[sets[i]]) / sizes;
        }
        set(statistics, i -> {
            int group = i / groups / 2 * groups + i % groups;
            return i / groups % 2 == 0 ? means[group] : 1 / Math.sqrt(variances[group] + norm.epsilon());
        });
    }

    private static int[] sets(GroupNormalization norm, Tensor x) {
        int[] sets = new int[(int) x.length()];
        int picture = sets.length / (int) x.dimension(0);
        Arrays.setAll(sets, i -> i / picture * norm.groups() + norm.groupOf(i % norm.channels()));
        return sets;
    }

    private static double[] normalised(GroupNormalization norm, Tensor x) {
        double[] values = NaiveLoops.normalise(read(x), sets(norm, x), norm.epsilon());
        int c = norm.channels();
        Arrays.setAll(values, i -> values[i] * norm.gain()[i % c] + norm.bias()[i % c]);
        return values;
    }

    @Override
    public void groupNormalize(GroupNormalization norm, Tensor x, Tensor statistics, Tensor out) {
        groupStatistics(norm, x, statistics);
        double[] values = normalised(norm, x);
        write(out, norm.swish() ? NaiveLoops.map(values, v -> v * NaiveLoops.sigmoid(v)) : values);
    }

    @Override
    public void groupNormalizeBackward(GroupNormalization norm, Tensor x, Tensor statistics, Tensor gradient) {
        double[] inner = read(gradient);
        double[] values = normalised(norm, x);
        for (int i = 0; i < inner.length; i++) {
            double slope = norm.swish() ? NaiveLoops.swishDerivative(values[i], 1) : 1;
            inner[i] *= slope * norm.gain()[i % norm.channels()];
        }
        write(gradient, NaiveLoops.normaliseBackward(read(x), inner, sets(norm, x), norm.epsilon()));
    }

    @Override
    public void layerNormalize(LayerNormalization norm, Tensor x, Tensor deviations, Tensor out) {
        int c = norm.gain().length;
        double[] before = read(x);
        double[] values = NaiveLoops.normalise(before, rows(x), norm.epsilon());
        set(deviations, row -> deviation(before, row, c, norm.epsilon()));
        write(x, values);
        set(out, i -> values[i] * norm.gain()[i % c] + norm.bias()[i % c]);
    }

    private static double deviation(double[] values, int row, int width, double epsilon) {
        double mean = Arrays.stream(values, row * width, (row + 1) * width).sum() / width;
        double squares = Arrays.stream(values, row * width, (row + 1) * width)
                .map(v -> (v - mean) * (v - mean))
                .sum();
        return 1 / Math.sqrt(squares / width + epsilon);
    }

    private static int[] rows(Tensor x) {
        int[] rows = new int[(int) x.length()];
        Arrays.setAll(rows, i -> i / (int) x.dimension(-1));
        return rows;
    }

    @Override
    public void layerNormalizeBackward(LayerNormalization norm, Tensor normalised, Tensor deviations, Tensor gradient) {
        double[] n = read(normalised);
        double[] g = read(gradient);
        double[] d = read(deviations);
        int c = norm.gain().length;
        double[] means = new double[d.length];
        double[] products = new double[d.length];
        for (int i = 0; i < g.length; i++) {
            g[i] *= norm.gain()[i % c];
            means[i / c] += g[i] / c;
            products[i / c] += g[i] * n[i] / c;
        }
        set(gradient, i -> (g[i] - means[i / c] - n[i] * products[i / c]) * d[i / c]);
    }

    @Override
    public void nearestCodes(Tensor vectors, Codebook codebook, Tensor places) {
        double[] rows = read(vectors);
        double[] codes = read(codebook.vectors());
        int width = codebook.width();
        set(places, row -> {
            double[] distances = new double[codebook.codes()];
            for (int i = 0; i < codes.length; i++) {
                double difference = codes[i] - rows[row * width + i % width];
                distances[i / width] += difference * difference;
            }
            return NaiveLoops.argminOfRow(distances, 0, distances.length);
        });
    }
}
