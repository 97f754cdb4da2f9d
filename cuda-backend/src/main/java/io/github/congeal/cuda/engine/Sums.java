package io.github.congeal.cuda.engine;

import io.github.congeal.cuda.driver.Launch;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Tensor;

/**
 * Sums of rows, columns and products, in an order that depends only on the shape.
 *
 * @param buffers lends memory for partial sums
 * @param launch launches the kernels
 */
record Sums(Buffers buffers, Launch launch) {
    private static final int THREADS = 256;
    private static final int THREADS_OF_PRODUCTS = 128;
    private static final int COLUMNS = 32;
    private static final long ROWS_OF_SHARE = 64;
    private static final long NUMBERS_OF_SHARE = 2048;
    private static final long MOST_SHARES = 128;

    void ofRows(Tensor x, Tensor out) {
        if (!launch.isDry()) {
            launch.of("sum_rows").whole(GpuMemory.address(x)).whole(GpuMemory.address(out));
            GpuPrimitives.rows(launch, x);
        }
    }

    /** The dot product of two dense tensors times a factor, into a single number. */
    void ofProducts(Tensor x, Tensor y, double factor, Tensor out) {
        long shares = Math.max(1, Math.min(MOST_SHARES, x.length() / NUMBERS_OF_SHARE));
        try (Tensor partials = buffers.take(1, shares)) {
            if (!launch.isDry()) {
                launch.of("sum_products")
                        .whole(GpuMemory.address(x))
                        .whole(GpuMemory.address(y))
                        .real(factor)
                        .whole(GpuMemory.address(partials))
                        .whole(x.length())
                        .grid((int) shares, 1, 1, THREADS_OF_PRODUCTS, 0);
            }
            ofRows(partials, out);
        }
    }

    void ofColumns(Tensor x, Tensor out) {
        int width = Math.toIntExact(x.dimension(-1));
        long rows = x.length() / width;
        int shares = (int) Math.max(1, Math.min(MOST_SHARES, rows / ROWS_OF_SHARE));
        try (Tensor partials = buffers.take(shares, width)) {
            if (launch.isDry()) {
                return;
            }
            launch.of("sum_columns")
                    .whole(GpuMemory.address(x))
                    .whole(GpuMemory.address(partials))
                    .whole(rows)
                    .integer(width)
                    .grid((width + COLUMNS - 1) / COLUMNS, shares, 1, THREADS, 0);
            launch.of("sum_shares")
                    .whole(GpuMemory.address(partials))
                    .whole(GpuMemory.address(out))
                    .integer(shares)
                    .integer(width)
                    .each(width);
        }
    }
}
