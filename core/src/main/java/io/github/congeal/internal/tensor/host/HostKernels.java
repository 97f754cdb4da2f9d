package io.github.congeal.internal.tensor.host;

import io.github.congeal.internal.tensor.AdamUpdate;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Codebook;
import io.github.congeal.internal.tensor.Filter;
import io.github.congeal.internal.tensor.GroupNormalization;
import io.github.congeal.internal.tensor.LayerNormalization;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;
import io.github.congeal.internal.tensor.Wrap;
import io.github.congeal.internal.tensor.host.WinogradProducts.Library;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * The kernels on the CPU: matrix products and most convolutions by ND4J with oneDNN, most other operations in fused
 * Java loops. These are for float32; for float64, ND4J's operations and the composed defaults are used.
 */
class HostKernels extends HostCutoutKernels {
    /** From this many multiply-adds per matrix on, separate products are faster than ND4J's batched product. */
    private static final long LARGE = 4_000_000;

    private final HostExecution execution;
    private final SmallProducts smallProducts;
    private final Transposition transposition;
    private final WinogradConvolution tiled;
    private final NarrowConvolution narrow;
    private final HostLoops loops;
    private final FusedElements elements;
    private final FusedRows rows;
    private final Map<GroupNormalization, FusedGroupNorm> groupNorms = new IdentityHashMap<>();

    /** The kernels of one run, with this library for the products of Winograd convolutions. */
    HostKernels(Buffers buffers, Library library) {
        this(
                buffers,
                library,
                new HostExecution(buffers.isDry(), buffers.device().workers()));
    }

    private HostKernels(Buffers buffers, Library library, HostExecution execution) {
        super(buffers, execution);
        this.execution = execution;
        buffers.beforeClose(execution::close);
        this.loops = new HostLoops(buffers.device().workers());
        this.elements = new FusedElements(loops);
        this.rows = new FusedRows(loops);
        this.smallProducts = new SmallProducts(buffers.device().workers());
        this.transposition = new Transposition(buffers.device().workers());
        this.narrow = new NarrowConvolution(buffers, execution, this::countMultiplyAdds);
        this.tiled = new WinogradConvolution(buffers, execution, transposition, library, this::countMultiplyAdds);
    }

    /** The run's Winograd convolutions. */
    WinogradConvolution tiled() {
        return tiled;
    }

    /**
     * Rotates kernels by 180 degrees and swaps their input and output channels.
     *
     * @param kernels {@code [k * k, Cin, Cout]}
     * @param turned {@code [k, k, Cout, Cin]}, filled
     */
    void turn(Tensor kernels, Tensor turned) {
        Panels matrix = Panels.one(kernels.dimension(1), kernels.dimension(2));
        Panels transposed = Panels.one(matrix.columns(), matrix.rows());
        execution.run(() -> transposition.transpose(kernels, matrix, true, turned, transposed));
    }

    /** The run's convolutions to few channels. */
    NarrowConvolution narrow() {
        return narrow;
    }

    private static boolean isFused(Tensor x) {
        return x.precision() == Precision.FLOAT;
    }

    // ------------------------------------------------------------------ linear

    @Override
    public void multiply(Tensor a, boolean transposeA, Tensor b, boolean transposeB, double factor, Tensor out) {
        long products = products(a, transposeA, out);
        if (out.rank() > 2 && out.isOneMatrix() && !Sharing.isSmall(products)) {
            multiplyOne(a, transposeA, b, transposeB, factor, out);
        } else if (out.rank() > 2 && products / out.matrices() >= LARGE) {
            for (long i = 0; i < out.matrices(); i++) {
                multiplyOne(a.matrix(i), transposeA, b.matrix(i), transposeB, factor, out.matrix(i));
            }
        } else if (out.rank() > 2 && SmallProducts.suit(products / out.matrices(), a, b, out)) {
            countMultiplyAdds(products);
            execution.run(() -> smallProducts.multiply(a, transposeA, b, transposeB, factor, out));
        } else {
            super.multiply(a, transposeA, b, transposeB, factor, out);
        }
    }

    /** A single product, on dense copies of its matrices: twice as fast as on strided attention heads. */
    private void multiplyOne(Tensor a, boolean transposeA, Tensor b, boolean transposeB, double factor, Tensor out) {
        try (Tensor left = denseMatrix(a);
                Tensor right = denseMatrix(b)) {
            if (out.isDense()) {
                multiply(left, transposeA, right, transposeB, factor, out.onlyMatrix());
                return;
            }
            try (Tensor result = buffers().take(out.dimension(-2), out.dimension(-1))) {
                multiply(left, transposeA, right, transposeB, factor, result);
                copy(result, out.onlyMatrix());
            }
        }
    }

    /** The only matrix of a tensor, copied if it is strided; to be closed. */
    private Tensor denseMatrix(Tensor x) {
        if (x.isDense()) {
            return x.retain().onlyMatrix();
        }
        Tensor copy = buffers().take(x.dimension(-2), x.dimension(-1));
        copy(x.onlyMatrix(), copy);
        return copy;
    }

    // ------------------------------------------------------------- elementwise

    @Override
    public void clampRows(Tensor x, float[] least, float[] most) {
        if (isFused(x)) {
            execution.run(() -> elements.clampRows(x, least, most));
        } else {
            super.clampRows(x, least, most);
        }
    }

    @Override
    public void fill(Tensor x, double value) {
        if (isFused(x) && x.isDense()) {
            execution.run(() -> elements.fill(x, value));
        } else {
            super.fill(x, value);
        }
    }

    @Override
    public void copy(Tensor x, Tensor out) {
        boolean dense = x.isDense() && out.isDense();
        if (dense && isFused(x) && isFused(out)) {
            execution.run(() -> elements.copy(x, out));
        } else if (!dense
                && FusedElements.isOfRows(x)
                && FusedElements.isOfRows(out)
                && Arrays.equals(x.shape(), out.shape())) {
            execution.run(() -> elements.copyRows(x, out));
        } else {
            super.copy(x, out);
        }
    }

    @Override
    public void combine(Pair pair, Tensor x, Tensor y, Tensor out) {
        if (pair == Pair.ADD && isFused(out) && isWhole(x, out) && isWhole(y, out)) {
            execution.run(() -> elements.add(x, y, out));
        } else {
            super.combine(pair, x, y, out);
        }
    }

    private static boolean isWhole(Tensor x, Tensor out) {
        return x.isDense() && out.isDense() && x.length() == out.length();
    }

    @Override
    public void enlarge(Tensor x, int size, Tensor out) {
        if (isFused(x) && x.isDense() && out.isDense()) {
            execution.run(() -> elements.enlarge(x, size, out));
        } else {
            super.enlarge(x, size, out);
        }
    }

    @Override
    public void reluBackward(Tensor output, Tensor gradient) {
        if (isFused(output)) {
            execution.run(() -> elements.reluBackward(output, gradient));
        } else {
            super.reluBackward(output, gradient);
        }
    }

    @Override
    public void swish(Tensor x, double slope, Tensor out) {
        if (isFused(x)) {
            execution.run(() -> new FusedSwish(loops, slope).forward(x, out));
        } else {
            super.swish(x, slope, out);
        }
    }

    @Override
    public void swishBackward(Tensor x, double slope, Tensor gradient) {
        if (isFused(x)) {
            execution.run(() -> new FusedSwish(loops, slope).backward(x, gradient));
        } else {
            super.swishBackward(x, slope, gradient);
        }
    }

    @Override
    public void toColours(Tensor drawn, Tensor picture) {
        if (isFused(drawn)) {
            execution.run(() -> elements.toColours(drawn, picture));
        } else {
            super.toColours(drawn, picture);
        }
    }

    @Override
    public void toColoursBackward(Tensor colours, Tensor gradient) {
        if (isFused(colours)) {
            execution.run(() -> elements.toColoursBackward(colours, gradient));
        } else {
            super.toColoursBackward(colours, gradient);
        }
    }

    @Override
    public void adam(AdamUpdate update, double rate, int step, Tensor x, Tensor gradient, Tensor mean, Tensor square) {
        if (isFused(x)) {
            execution.run(() -> new FusedAdam(loops, update, rate, step).move(x, gradient, mean, square));
        } else {
            super.adam(update, rate, step, x, gradient, mean, square);
        }
    }

    // --------------------------------------------------------- normalisations

    @Override
    public void groupStatistics(GroupNormalization norm, Tensor x, Tensor statistics) {
        if (!isFused(x)) {
            super.groupStatistics(norm, x, statistics);
            return;
        }
        execution.run(() -> {
            for (int n = 0; n < x.dimension(0); n++) {
                fused(norm).statistics(x.slice(n), statistics.slice(n));
            }
        });
    }

    @Override
    public void groupNormalize(GroupNormalization norm, Tensor x, Tensor statistics, Tensor out) {
        if (!isFused(x)) {
            super.groupNormalize(norm, x, statistics, out);
            return;
        }
        execution.run(() -> {
            for (int n = 0; n < x.dimension(0); n++) {
                fused(norm).forward(x.slice(n), statistics.slice(n), out.slice(n));
            }
        });
    }

    @Override
    public void groupNormalizeBackward(GroupNormalization norm, Tensor x, Tensor statistics, Tensor gradient) {
        if (!isFused(x)) {
            super.groupNormalizeBackward(norm, x, statistics, gradient);
            return;
        }
        execution.run(() -> {
            for (int n = 0; n < x.dimension(0); n++) {
                fused(norm).backward(x.slice(n), statistics.slice(n).toDoubles(), gradient.slice(n));
            }
        });
    }

    @Override
    public void normalizedConvolve(GroupNormalization norm, Tensor x, Tensor statistics, Filter filter, Tensor out) {
        if (filter instanceof PictureFilter pictures && norm.swish()) {
            convolveActivated(norm, x, statistics, pictures, Wrap.NONE, out);
        } else {
            super.normalizedConvolve(norm, x, statistics, filter, out);
        }
    }

    @Override
    public void normalizedConvolveAndAdd(
            GroupNormalization norm, Tensor x, Tensor statistics, Filter filter, Tensor added, Tensor out) {
        if (filter instanceof WinogradFilter winograd && norm.swish()) {
            activate(
                    norm,
                    x,
                    statistics,
                    (n, activation) ->
                            winograd.convolve(x.slice(n), Wrap.NONE, activation, added.slice(n), out.slice(n), this));
        } else {
            super.normalizedConvolveAndAdd(norm, x, statistics, filter, added, out);
        }
    }

    @Override
    public void normalizedConvolveBackward(
            GroupNormalization norm, Tensor x, Tensor statistics, Filter filter, Tensor gradient, Tensor out) {
        if (!(filter instanceof WinogradFilter winograd) || !norm.swish()) {
            super.normalizedConvolveBackward(norm, x, statistics, filter, gradient, out);
            return;
        }
        FusedGroupNorm fused = fused(norm);
        for (int n = 0; n < x.dimension(0); n++) {
            Tensor picture = x.slice(n);
            Tensor result = out.slice(n);
            double[] known = statistics.slice(n).toDoubles();
            fused.prepare(known);
            ActivationGradient activated =
                    winograd.convolveBackward(gradient.slice(n), picture, fused.activation(), result, this);
            execution.run(() -> fused.backward(picture, known, activated, result));
        }
    }

    @Override
    public void normalizedConvolveWrapped(
            GroupNormalization norm, Tensor x, Tensor statistics, Filter filter, Wrap wrap, Tensor out) {
        if (filter instanceof PictureFilter pictures && norm.swish()) {
            convolveActivated(norm, x, statistics, pictures, wrap, out);
        } else {
            super.normalizedConvolveWrapped(norm, x, statistics, filter, wrap, out);
        }
    }

    @Override
    public void convolveWrapped(Tensor x, Filter filter, Wrap wrap, Tensor out) {
        if (filter instanceof PictureFilter pictures) {
            pictures.convolveEach(x, wrap, out, this);
        } else {
            super.convolveWrapped(x, filter, wrap, out);
        }
    }

    @Override
    public void convolveWrappedBackward(Tensor gradient, Filter filter, Wrap wrap, Tensor out) {
        if (filter instanceof WinogradFilter winograd) {
            winograd.convolveBackward(gradient, wrap, out, this);
        } else {
            super.convolveWrappedBackward(gradient, filter, wrap, out);
        }
    }

    private void convolveActivated(
            GroupNormalization norm, Tensor x, Tensor statistics, PictureFilter filter, Wrap wrap, Tensor out) {
        activate(
                norm,
                x,
                statistics,
                (n, activation) -> filter.convolve(x.slice(n), wrap, activation, out.slice(n), this));
    }

    /** The work on picture {@code n} of a batch, fused with its activation. */
    @FunctionalInterface
    private interface Activated {
        void run(int n, Activation activation);
    }

    /** Finds the statistics of each picture, and the activation: what is activated exists only in the processor's cache. */
    private void activate(GroupNormalization norm, Tensor x, Tensor statistics, Activated work) {
        FusedGroupNorm fused = fused(norm);
        for (int n = 0; n < x.dimension(0); n++) {
            Tensor picture = x.slice(n);
            Tensor found = statistics.slice(n);
            execution.run(() -> fused.prepare(picture, found));
            work.run(n, fused.activation());
        }
    }

    private FusedGroupNorm fused(GroupNormalization norm) {
        return groupNorms.computeIfAbsent(
                norm, each -> new FusedGroupNorm(each, loops, buffers().hostArrays()));
    }

    @Override
    public void layerNormalize(LayerNormalization norm, Tensor x, Tensor deviations, Tensor out) {
        if (isFused(x)) {
            execution.run(() -> rows.normalise(x, norm.epsilon(), deviations, norm.gain(), norm.bias(), out));
        } else {
            super.layerNormalize(norm, x, deviations, out);
        }
    }

    @Override
    public void layerNormalizeBackward(LayerNormalization norm, Tensor normalised, Tensor deviations, Tensor gradient) {
        if (isFused(normalised)) {
            execution.run(() -> rows.normaliseBackward(normalised, deviations, norm.gain(), gradient));
        } else {
            super.layerNormalizeBackward(norm, normalised, deviations, gradient);
        }
    }

    @Override
    public void nearestCodes(Tensor vectors, Codebook codebook, Tensor places) {
        if (isFused(vectors)) {
            new FusedSearch(codebook, this, execution).nearest(vectors, places);
        } else {
            super.nearestCodes(vectors, codebook, places);
        }
    }
}
