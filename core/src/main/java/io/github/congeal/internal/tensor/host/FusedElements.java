package io.github.congeal.internal.tensor.host;

import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;
import java.util.Arrays;

/**
 * Elementwise operations and copies over float32, in one pass each.
 *
 * <p>No loop branches on the values, which a processor cannot predict: multiplying by 0 or 1 is several times as fast.
 */
final class FusedElements {
    /** Its square times the smallest positive float32 is above 1. */
    private static final float HUGE = 0x1p127f;

    /** Rows of a matrix at a time. */
    private static final int ROWS = 16;

    private final HostLoops loops;
    private final HostLoop loop;

    FusedElements(HostLoops loops) {
        this.loops = loops;
        this.loop = loops.of(2048, 2);
    }

    /** As {@link HostKernels#clampRows}. */
    void clampRows(Tensor x, float[] least, float[] most) {
        loops.of(least.length, 1).run(x.length(), (from, count, a) -> {
            x.read(from, a[0], 0, count);
            for (int i = 0; i < count; i++) {
                a[0][i] = Math.min(Math.max(a[0][i], least[i]), most[i]);
            }
            x.write(from, a[0], 0, count);
        });
    }

    /** As {@link HostKernels#toColours}. */
    void toColours(Tensor drawn, Tensor picture) {
        loop.run(drawn.length(), (from, count, a) -> {
            drawn.read(from, a[0], 0, count);
            for (int i = 0; i < count; i++) {
                a[0][i] = (a[0][i] + 1) / 2;
            }
            drawn.write(from, a[0], 0, count);
            for (int i = 0; i < count; i++) {
                a[0][i] = clamp(a[0][i]);
            }
            picture.write(from, a[0], 0, count);
        });
    }

    /** As {@link HostKernels#toColoursBackward}. */
    void toColoursBackward(Tensor colours, Tensor gradient) {
        loop.run(colours.length(), (from, count, a) -> {
            colours.read(from, a[0], 0, count);
            gradient.read(from, a[1], 0, count);
            halveInwards(a[0], a[1], count);
            gradient.write(from, a[1], 0, count);
        });
    }

    /** Halves the gradient, and makes it zero where a descent step would lead further outside of 0..1. */
    private static void halveInwards(float[] x, float[] gradient, int count) {
        for (int i = 0; i < count; i++) {
            gradient[i] = gradient[i] * (0.5f - 0.5f * isPositive(gradient[i] * (clamp(x[i]) - x[i])));
        }
    }

    /** As {@link HostKernels#reluBackward}. */
    void reluBackward(Tensor output, Tensor gradient) {
        loop.run(output.length(), (from, count, a) -> {
            output.read(from, a[0], 0, count);
            gradient.read(from, a[1], 0, count);
            keepWherePositive(a[0], a[1], count);
            gradient.write(from, a[1], 0, count);
        });
    }

    private static void keepWherePositive(float[] output, float[] gradient, int count) {
        for (int i = 0; i < count; i++) {
            gradient[i] = gradient[i] * isPositive(output[i]);
        }
    }

    /** As {@link HostKernels#copy}, of dense tensors. */
    void copy(Tensor x, Tensor out) {
        loop.run(x.length(), (from, count, a) -> {
            x.read(from, a[0], 0, count);
            out.write(from, a[0], 0, count);
        });
    }

    /** {@code out = x + y}, of dense tensors; out may be one of them. */
    void add(Tensor x, Tensor y, Tensor out) {
        loop.run(out.length(), (from, count, a) -> {
            x.read(from, a[0], 0, count);
            y.read(from, a[1], 0, count);
            add(a[0], a[1], count);
            out.write(from, a[1], 0, count);
        });
    }

    private static void add(float[] x, float[] sum, int count) {
        for (int i = 0; i < count; i++) {
            sum[i] += x[i];
        }
    }

    /** As {@link HostKernels#fill}. */
    void fill(Tensor x, double value) {
        loop.run(x.length(), a -> Arrays.fill(a[0], (float) value), (from, count, a) -> x.write(from, a[0], 0, count));
    }

    /** Whether a tensor is float32 with contiguous rows along its last dimension. */
    static boolean isOfRows(Tensor x) {
        return x.precision() == Precision.FLOAT && x.rank() > 1 && x.strides()[x.rank() - 1] == 1;
    }

    /** Copies tensors with {@linkplain #isOfRows contiguous rows}, row by row: several times as fast as ND4J. */
    void copyRows(Tensor x, Tensor out) {
        int width = Math.toIntExact(x.dimension(-1));
        long[] shape = x.shape();
        long[] strides = x.strides();
        long[] outStrides = out.strides();
        loops.of(ROWS * width, 1).run(x.length(), (from, count, a) -> {
            long first = from / width;
            int rows = count / width;
            for (int i = 0; i < rows; i++) {
                x.memory().read(x.offset() + place(first + i, shape, strides), a[0], i * width, width);
            }
            for (int i = 0; i < rows; i++) {
                out.memory().write(out.offset() + place(first + i, shape, outStrides), a[0], i * width, width);
            }
        });
    }

    /** The offset of a row, counted in row-major order. */
    private static long place(long row, long[] shape, long... strides) {
        long place = 0;
        long rest = row;
        for (int d = shape.length - 2; d > 0; d--) {
            place += rest % shape[d] * strides[d];
            rest /= shape[d];
        }
        return place + rest * strides[0];
    }

    /** As {@link HostKernels#enlarge}, of dense tensors: a row is enlarged in the processor's cache and written repeatedly. */
    void enlarge(Tensor x, int size, Tensor out) {
        int channels = Math.toIntExact(x.dimension(3));
        int row = Math.toIntExact(x.dimension(2) * channels);
        int wide = size * row;
        loops.of(wide, 2).run(x.length() * size, (from, count, a) -> {
            long number = from / wide;
            x.read(number * row, a[0], 0, row);
            for (int i = 0; i < wide; i += channels) {
                System.arraycopy(a[0], i / channels / size * channels, a[1], i, channels);
            }
            for (int k = 0; k < size; k++) {
                out.write((number * size + k) * wide, a[1], 0, wide);
            }
        });
    }

    /** 1 for a positive value, otherwise 0, without a branch. */
    private static float isPositive(float value) {
        return Math.min(Math.max(value * HUGE * HUGE, 0), 1);
    }

    private static float clamp(float value) {
        return Math.min(Math.max(value, 0), 1);
    }
}
