package io.github.congeal.cuda.engine;

import io.github.congeal.internal.tensor.Codebook;
import io.github.congeal.internal.tensor.Tensor;

/**
 * The search of nearest codes in float32: the nearest code of each share of the codebook, then the nearest of these.
 *
 * @param kernels the kernels of the run
 */
record CodeSearch(GpuPrimitives kernels) {
    private static final int THREADS = 256;
    private static final int ROWS = 64;
    private static final int SHARE = 512;

    void nearest(Tensor vectors, Codebook codebook, Tensor places) {
        long rows = vectors.dimension(0);
        int shares = (codebook.codes() + SHARE - 1) / SHARE;
        try (Tensor distances = kernels.buffers().take(rows, shares);
                Tensor found = kernels.buffers().take(rows, shares)) {
            Tensor squares = kernels.constant(codebook.squares(), codebook.codes());
            kernels.launch("nearest_of_shares", vectors, codebook.vectors(), squares, distances, found)
                    .integer(Math.toIntExact(rows))
                    .integer(codebook.codes())
                    .integer(codebook.width())
                    .integer(SHARE)
                    .grid(Math.toIntExact((rows + ROWS - 1) / ROWS), shares, 1, THREADS, 0);
            kernels.launch("nearest_of_all", distances, found, places)
                    .whole(rows)
                    .integer(shares)
                    .each(rows);
        }
    }
}
