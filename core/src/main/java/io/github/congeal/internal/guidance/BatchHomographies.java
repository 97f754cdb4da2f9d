package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.Kernels;
import io.github.congeal.internal.tensor.Kernels.Pair;
import io.github.congeal.internal.tensor.Tensor;
import java.util.List;

/** One projective map for each cutout of a chunk, applied where tensors live, to points counted from the middle. */
final class BatchHomographies implements AutoCloseable {
    /** Beyond this far there is nothing, and float32 still tells one pixel from the next. */
    private static final double FAR = 1e6;

    private final CutoutBatch batch;
    private final Kernels ops;
    private final boolean affine;
    private final Tensor entries;

    BatchHomographies(CutoutBatch batch, List<Homography> maps) {
        this.batch = batch;
        this.ops = batch.ops();
        double[][] rows = new double[9][maps.size()];
        boolean allAffine = true;
        for (int k = 0; k < maps.size(); k++) {
            Homography map = maps.get(k);
            for (int i = 0; i < 9; i++) {
                // As large as can be told apart best.
                rows[i][k] = map.at(i / 3, i % 3) / map.at(2, 2);
            }
            allAffine &= rows[6][k] == 0 && rows[7][k] == 0;
        }
        this.affine = allAffine;
        this.entries = batch.table(rows);
    }

    /**
     * Maps points.
     *
     * @param x {@code [cutouts, points]}, or {@code [1, points]} if they are the same for all
     * @param y likewise
     * @param outX {@code [cutouts, points]}
     * @param outY likewise
     * @param perCutout how many points there are
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
                ops.combine(Pair.DIVIDE, outX, divisor, outX);
                ops.combine(Pair.DIVIDE, outY, divisor, outY);
            }
        }
        ops.clamp(outX, -FAR, FAR, outX);
        ops.clamp(outY, -FAR, FAR, outY);
    }

    /** One row of the matrices times the points {@code (x, y, 1)}. */
    private void combination(int row, Tensor x, Tensor y, Tensor out, Tensor scratch) {
        ops.combine(Pair.MULTIPLY, x, entry(3 * row), out);
        ops.combine(Pair.MULTIPLY, y, entry(3 * row + 1), scratch);
        ops.add(out, scratch);
        ops.combine(Pair.ADD, out, entry(3 * row + 2), out);
    }

    private Tensor entry(int index) {
        return entries.part((long) index * batch.count(), batch.count(), 1);
    }

    @Override
    public void close() {
        entries.close();
    }
}
