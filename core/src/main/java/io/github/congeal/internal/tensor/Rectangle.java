package io.github.congeal.internal.tensor;

/** A rectangle of pixels, from row y and column x on. */
record Rectangle(long y, long x, long rows, long columns) {
    /** The same rectangle, shifted. */
    Rectangle moved(long down, long across) {
        return new Rectangle(y + down, x + across, rows, columns);
    }

    boolean isEmpty() {
        return rows == 0 || columns == 0;
    }

    /**
     * The rectangle of one picture as a strided matrix {@code [rows, columns * C]}: a view without a holder.
     *
     * @param pictures {@code [N, H, W, C]}
     * @param n the index of the picture
     */
    Tensor of(Tensor pictures, int n) {
        long channels = pictures.dimension(3);
        long row = pictures.dimension(2) * channels;
        long at = (n * pictures.dimension(1) + y) * row + x * channels;
        return pictures.strided(at, new long[] {rows, columns * channels}, row, 1);
    }
}
