package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.Tensor;

/**
 * Ranges of rows or columns of {@code [1, H, W, C]}, as views in the form of matrices. The neighbour of a pixel is the
 * same element of a view that begins one row or column later.
 */
enum Grid {
    /** Columns: the neighbour is to the right. */
    ACROSS {
        @Override
        int length(Tensor x) {
            return (int) x.dimension(2);
        }

        @Override
        Tensor part(Tensor x, int from, int count) {
            long channels = x.dimension(3);
            long row = x.dimension(2) * channels;
            return x.strided(from * channels, new long[] {x.dimension(1), count * channels}, row, 1);
        }
    },
    /** Rows: the neighbour is below. */
    DOWN {
        @Override
        int length(Tensor x) {
            return (int) x.dimension(1);
        }

        @Override
        Tensor part(Tensor x, int from, int count) {
            long row = x.dimension(2) * x.dimension(3);
            return x.part(from * row, count, row);
        }
    };

    /** The number of rows or columns. */
    abstract int length(Tensor x);

    /** {@code count} rows or columns beginning with {@code from}, as a matrix whose rows are those of the picture. */
    abstract Tensor part(Tensor x, int from, int count);
}
