package io.github.congeal.internal.tensor.host;

import io.github.congeal.internal.tensor.Codebook;
import io.github.congeal.internal.tensor.HostArrays;
import io.github.congeal.internal.tensor.Tensor;

/** The search for nearest codes over float32: a matrix product with all codes, and one pass over the result. */
final class FusedSearch {
    private final Codebook codebook;
    private final HostKernels kernels;
    private final HostExecution execution;

    FusedSearch(Codebook codebook, HostKernels kernels, HostExecution execution) {
        this.codebook = codebook;
        this.kernels = kernels;
        this.execution = execution;
    }

    /**
     * Finds the index of the nearest code of each vector; of equally near ones the first.
     *
     * @param vectors {@code [rows, D]}
     * @param places {@code [rows]} of {@link io.github.congeal.internal.tensor.Tensor.Precision#INDEX}
     */
    void nearest(Tensor vectors, Tensor places) {
        long rows = vectors.dimension(0);
        int width = codebook.width();
        long step = codebook.rowsAtATime(rows);
        for (long from = 0; from < rows; from += step) {
            long count = Math.min(step, rows - from);
            try (Tensor products = kernels.buffers().take(count, codebook.codes())) {
                Tensor some = vectors.part(from * width, count, width);
                kernels.multiply(some, false, codebook.vectors(), true, products);
                Tensor found = places.part(from, count);
                execution.run(() -> choose(products, found));
            }
        }
    }

    private void choose(Tensor products, Tensor places) {
        HostArrays arrays = kernels.buffers().hostArrays();
        float[] row = arrays.takeFloats(codebook.codes());
        for (long i = 0; i < places.length(); i++) {
            products.read(i * row.length, row, 0, row.length);
            places.write(i, nearest(row));
        }
        arrays.giveBack(row);
    }

    /** The square of the distance is |z|² + |e|² - 2 z·e, and |z|² is the same for all codes. */
    private int nearest(float[] products) {
        float[] squares = codebook.squares();
        int best = 0;
        float least = Float.POSITIVE_INFINITY;
        for (int n = 0; n < products.length; n++) {
            float distance = squares[n] - 2 * products[n];
            if (distance < least) {
                least = distance;
                best = n;
            }
        }
        return best;
    }
}
