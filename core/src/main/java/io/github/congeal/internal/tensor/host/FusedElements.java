package io.github.congeal.internal.tensor.host;

import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;
import java.util.Arrays;

/**
 * What is done to each number by itself, in one pass each; a {@link HostLoop}, so for float32.
 *
 * <p>No loop branches on what it finds, for that is as good as random: a factor of 0 or 1 is several times as fast.
 */
final class FusedElements {
    /** Its square brings the smallest positive number above 1. */
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

    /** Nothing where a step against the gradient leads further outside. */
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

    /** As {@link HostKernels#fill}. */
    void fill(Tensor x, double value) {
        loop.run(x.length(), a -> Arrays.fill(a[0], (float) value), (from, count, a) -> x.write(from, a[0], 0, count));
    }

    /** Whether it is a matrix whose rows are each in one piece. */
    static boolean isOfRows(Tensor x) {
        return x.precision() == Precision.FLOAT && x.rank() == 2 && x.strides()[1] == 1;
    }

    /** Copies a matrix whose rows may lie apart, row by row: several times as fast as ND4J. */
    void copyRows(Tensor x, Tensor out) {
        int width = Math.toIntExact(x.dimension(1));
        long stride = x.strides()[0];
        long outStride = out.strides()[0];
        loops.of(ROWS * width, 1).run(x.length(), (from, count, a) -> {
            long first = from / width;
            int rows = count / width;
            for (int i = 0; i < rows; i++) {
                x.memory().read(x.offset() + (first + i) * stride, a[0], i * width, width);
            }
            for (int i = 0; i < rows; i++) {
                out.memory().write(out.offset() + (first + i) * outStride, a[0], i * width, width);
            }
        });
    }

    /** 1 or 0, without a branch. */
    private static float isPositive(float value) {
        return Math.min(Math.max(value * HUGE * HUGE, 0), 1);
    }

    private static float clamp(float value) {
        return Math.min(Math.max(value, 0), 1);
    }
}
