package io.github.congeal.internal.tensor;

/** A rectangle of pixels. */
record Rectangle(long y, long x, long rows, long columns) {
    /** The same, moved. */
    Rectangle moved(long down, long across) {
        return new Rectangle(y + down, x + across, rows, columns);
    }

    boolean isEmpty() {
        return rows == 0 || columns == 0;
    }

    /**
     * It in one of several pictures, as a matrix: a view that holds nothing.
     *
     * @param pictures {@code [N, H, W, C]}
     * @param n which picture
     */
    Tensor of(Tensor pictures, int n) {
        long channels = pictures.dimension(3);
        long row = pictures.dimension(2) * channels;
        long at = (n * pictures.dimension(1) + y) * row + x * channels;
        return pictures.strided(at, new long[] {rows, columns * channels}, row, 1);
    }
}
