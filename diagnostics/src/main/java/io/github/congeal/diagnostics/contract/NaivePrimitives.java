package io.github.congeal.diagnostics.contract;

import static io.github.congeal.diagnostics.contract.NaiveMemory.read;
import static io.github.congeal.diagnostics.contract.NaiveMemory.write;

import io.github.congeal.diagnostics.contract.NaiveDevice.NaiveFilter;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Constants;
import io.github.congeal.internal.tensor.Convolution;
import io.github.congeal.internal.tensor.Filter;
import io.github.congeal.internal.tensor.Kernels;
import io.github.congeal.internal.tensor.Padding;
import io.github.congeal.internal.tensor.Tensor;
import java.util.Arrays;

/** The primitives by plain loops. */
class NaivePrimitives implements Kernels {
    private final Buffers buffers;
    private final Constants constants;

    NaivePrimitives(Buffers buffers) {
        this.buffers = buffers;
        this.constants = new Constants(buffers, this);
    }

    @Override
    public final Buffers buffers() {
        return buffers;
    }

    @Override
    public final Constants constants() {
        return constants;
    }

    @Override
    public final long multiplyAdds() {
        return 0;
    }

    @Override
    public void convolve(Tensor x, Filter filter, Tensor out) {
        Convolution shape = filter.convolution();
        NaiveFilter naive = (NaiveFilter) filter;
        int[] s = shape(x);
        double[] enlarged = NaiveLoops.enlarge(read(x), s[0], s[1], s[2], s[3], shape.scale(), 1);
        int height = s[1] * shape.scale();
        int width = s[2] * shape.scale();
        write(
                out,
                NaiveLoops.convolve(
                        enlarged,
                        s[0],
                        height,
                        width,
                        s[3],
                        naive.weights,
                        shape.kernel(),
                        naive.bias,
                        shape.stride(),
                        before(shape)));
    }

    @Override
    public void convolveBackward(Tensor gradient, Filter filter, Tensor out) {
        Convolution shape = filter.convolution();
        NaiveFilter naive = (NaiveFilter) filter;
        int[] s = shape(out);
        double[] enlarged = NaiveLoops.convolveBackward(
                read(gradient),
                s[0],
                s[1] * shape.scale(),
                s[2] * shape.scale(),
                s[3],
                naive.weights,
                shape.kernel(),
                shape.outputs(),
                shape.stride(),
                before(shape));
        write(out, NaiveLoops.shrink(enlarged, s[0], s[1], s[2], s[3], shape.scale(), 1));
    }

    private static int before(Convolution shape) {
        return shape.padding() == Padding.CENTRED ? shape.kernel() / 2 : 0;
    }

    @Override
    public void multiply(Tensor a, boolean transposeA, Tensor b, boolean transposeB, double factor, Tensor out) {
        int m = (int) out.dimension(-2);
        int n = (int) out.dimension(-1);
        int k = (int) a.dimension(transposeA ? -2 : -1);
        int batch = (int) out.length() / m / n;
        double[] product = NaiveLoops.multiply(read(a), transposeA, read(b), transposeB, batch, m, k, n);
        write(out, NaiveLoops.map(product, v -> factor * v));
    }

    @Override
    public void combine(Pair pair, Tensor x, Tensor y, Tensor out) {
        double[] left = read(x);
        double[] right = read(y);
        double[] result = new double[(int) out.length()];
        Arrays.setAll(result, i -> NaiveLoops.combine(pair, left[place(x, out, i)], right[place(y, out, i)]));
        write(out, result);
    }

    /** The index in x, whose dimensions of 1 are broadcast, for an index in out. */
    private static int place(Tensor x, Tensor out, int index) {
        if (x.length() == out.length()) {
            return index;
        }
        int place = 0;
        int stride = 1;
        int rest = index;
        for (int d = 1; d <= x.rank(); d++) {
            int size = (int) out.dimension(-d);
            place += x.dimension(-d) == 1 ? 0 : rest % size * stride;
            stride *= (int) x.dimension(-d);
            rest /= size;
        }
        return place;
    }

    @Override
    public void apply(Function function, Tensor x, Tensor out) {
        write(out, NaiveLoops.map(read(x), v -> NaiveLoops.apply(function, v)));
    }

    @Override
    public void fill(Tensor x, double value) {
        write(x, NaiveLoops.map(read(x), v -> value));
    }

    @Override
    public void copy(Tensor x, Tensor out) {
        write(out, read(x));
    }

    @Override
    public void permute(Tensor x, Tensor out, int... order) {
        write(out, NaiveLoops.permute(read(x), shape(x), order));
    }

    @Override
    public void argminOfRows(Tensor x, Tensor out) {
        double[] values = read(x);
        double[] least = new double[(int) out.length()];
        Arrays.setAll(least, row -> NaiveLoops.argminOfRow(values, row, values.length / least.length));
        write(out, least);
    }

    @Override
    public void lookUp(Tensor table, Tensor places, Tensor out) {
        double[] rows = read(table);
        double[] which = read(places);
        double[] found = new double[(int) out.length()];
        int width = found.length / which.length;
        Arrays.setAll(found, i -> rows[(int) which[i / width] * width + i % width]);
        write(out, found);
    }

    @Override
    public void softmax(Tensor x, Tensor out) {
        write(out, NaiveLoops.softmax(read(x), (int) x.dimension(-1)));
    }

    @Override
    public void averagePool(Tensor x, int size, Tensor out) {
        int[] s = shape(out);
        write(out, NaiveLoops.shrink(read(x), s[0], s[1], s[2], s[3], size, 1.0 / (size * size)));
    }

    @Override
    public void average(Tensor x, int size, Tensor out) {
        int[] s = shape(x);
        write(out, NaiveLoops.average(read(x), s[0], s[1], s[2], s[3], size));
    }

    static int[] shape(Tensor x) {
        return Arrays.stream(x.shape()).mapToInt(Math::toIntExact).toArray();
    }
}
