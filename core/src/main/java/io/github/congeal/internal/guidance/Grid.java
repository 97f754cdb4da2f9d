package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.Tensor;

/**
 * Rows or columns of the places of {@code [1, H, W, C]}, as matrices that are views. To compare a place with its
 * neighbour, take the same place in a view that begins a row or a column later.
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

    /** How many rows or columns there are. */
    abstract int length(Tensor x);

    /** Some of them, {@code [rows, numbers of a row]}. */
    abstract Tensor part(Tensor x, int from, int count);
}
