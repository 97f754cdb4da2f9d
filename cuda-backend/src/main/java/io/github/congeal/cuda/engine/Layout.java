package io.github.congeal.cuda.engine;

import io.github.congeal.internal.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The strides of an output and its inputs in as few dimensions as possible: adjacent dimensions are merged if all tensors allow
 * it.
 */
final class Layout {
    private static final int MOST = 6;

    private final int count;
    private final int rank;
    private final int[] sizes = new int[MOST];
    /** The strides of the output and of two inputs. */
    private final int[][] steps = new int[3][MOST];

    /**
     * The layout of a shape.
     *
     * @param shape the shape of the output
     * @param given the strides of the output and of each input
     */
    Layout(long[] shape, long[]... given) {
        this.count = Math.toIntExact(Tensor.length(shape));
        int dimensions = 0;
        for (int d = 0; d < shape.length; d++) {
            if (shape[d] == 1) {
                continue;
            }
            boolean even = dimensions > 0;
            for (int k = 0; k < given.length && even; k++) {
                even = steps[k][dimensions - 1] == given[k][d] * shape[d];
            }
            int into = even ? dimensions - 1 : dimensions++;
            if (into == MOST) {
                throw new IllegalArgumentException(
                        "%s has too many dimensions for this device".formatted(Arrays.toString(shape)));
            }
            sizes[into] = Math.toIntExact(even ? sizes[into] * shape[d] : shape[d]);
            for (int k = 0; k < given.length; k++) {
                steps[k][into] = Math.toIntExact(given[k][d]);
            }
        }
        this.rank = Math.max(1, dimensions);
        if (dimensions == 0) {
            sizes[0] = 1;
        }
    }

    /** The layout of contiguous elements. */
    static Layout dense(long count) {
        return new Layout(new long[] {count}, new long[] {1}, new long[] {1});
    }

    /** The layout of an output and an input of the same shape. */
    static Layout of(Tensor out, Tensor x) {
        return new Layout(out.shape(), out.strides(), x.strides());
    }

    /** The layout of an output and two inputs, whose dimensions of 1 are broadcast. */
    static Layout of(Tensor out, Tensor x, Tensor y) {
        return new Layout(out.shape(), out.strides(), stretched(x, out), stretched(y, out));
    }

    private static long[] stretched(Tensor x, Tensor out) {
        if (x.length() == out.length() && (x.isDense() || x.rank() == out.rank())) {
            return x.isDense() ? denseStrides(out.shape()) : x.strides();
        }
        long[] own = x.strides();
        long[] steps = new long[out.rank()];
        for (int d = 1; d <= x.rank(); d++) {
            steps[steps.length - d] = x.dimension(-d) == 1 ? 0 : own[own.length - d];
        }
        return steps;
    }

    private static long[] denseStrides(long... shape) {
        long[] steps = new long[shape.length];
        long step = 1;
        for (int d = shape.length - 1; d >= 0; d--) {
            steps[d] = step;
            step *= shape[d];
        }
        return steps;
    }

    /** The number of elements. */
    int count() {
        return count;
    }

    /** Writes it as the kernels' structure of the same name. */
    void write(ByteBuffer target) {
        target.putInt(count).putInt(rank);
        put(target, sizes);
        for (int[] own : steps) {
            put(target, own);
        }
    }

    private static void put(ByteBuffer target, int... values) {
        for (int value : values) {
            target.putInt(value);
        }
    }
}
