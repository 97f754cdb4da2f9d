package io.github.congeal.internal.tensor;

import io.github.congeal.internal.tensor.Kernels.Pair;
import java.util.List;

/** One homography for each cutout of a chunk, applied on the device to coordinates relative to the middle. */
final class HomographyTable implements AutoCloseable {
    /**
     * The bound of coordinates after a division: far outside any cutout, yet float32 still tells neighbouring pixels
     * apart.
     */
    private static final double FAR = 1e6;

    private static final int ENTRIES = 9;

    private final CutoutBatch batch;
    private final Movements kernels;
    private final boolean affine;
    private final Tensor entries;

    HomographyTable(CutoutBatch batch, List<Homography> maps) {
        this.batch = batch;
        this.kernels = batch.kernels();
        // Divided by the last entry, so that the entries are of a size that float32 represents well.
        this.entries = batch.table(
                ENTRIES, (i, k) -> maps.get(k).at(i / 3, i % 3) / maps.get(k).at(2, 2));
        this.affine = maps.stream().allMatch(map -> map.at(2, 0) == 0 && map.at(2, 1) == 0);
    }

    /**
     * Maps points.
     *
     * @param x {@code [K, points]}, or {@code [1, points]} if they are the same for all
     * @param y likewise
     * @param outX {@code [K, points]}
     * @param outY likewise
     * @param perCutout the number of points
     */
    void map(Tensor x, Tensor y, Tensor outX, Tensor outY, long perCutout) {
        try (Tensor scratch = batch.take(perCutout)) {
            combination(0, x, y, outX, scratch);
            combination(1, x, y, outY, scratch);
            if (affine) {
                return;
            }
            try (Tensor divisor = batch.take(perCutout)) {
                combination(2, x, y, divisor, scratch);
                kernels.combine(Pair.DIVIDE, outX, divisor, outX);
                kernels.combine(Pair.DIVIDE, outY, divisor, outY);
            }
        }
        kernels.clamp(outX, -FAR, FAR, outX);
        kernels.clamp(outY, -FAR, FAR, outY);
    }

    /** One row of the matrices times the points {@code (x, y, 1)}. */
    private void combination(int row, Tensor x, Tensor y, Tensor out, Tensor scratch) {
        kernels.combine(Pair.MULTIPLY, x, batch.row(entries, 3 * row), out);
        kernels.combine(Pair.MULTIPLY, y, batch.row(entries, 3 * row + 1), scratch);
        kernels.add(out, scratch);
        kernels.combine(Pair.ADD, out, batch.row(entries, 3 * row + 2), out);
    }

    @Override
    public void close() {
        entries.close();
    }
}
