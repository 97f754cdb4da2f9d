package io.github.congeal.internal.tensor.host;

import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Workers;

/** Transposes matrices on the host, stripe by stripe. */
final class Transposition {
    /** The columns of a stripe: its arrays fit a core's own cache. */
    private static final int STRIPE = 64;
    /** The side of the blocks that are transposed at a time: a line of the processor's cache holds 16 floats. */
    private static final int BLOCK = 16;
    /** Fewer elements than this are transposed before another thread is awake. */
    private static final int SMALL = 1 << 16;

    private final Workers workers;
    private final Scratch scratch = new Scratch();

    Transposition(Workers workers) {
        this.workers = workers;
    }

    /**
     * Transposes each matrix.
     *
     * @param matrices {@code [N, rows, columns]}
     * @param reversed whether the order of the matrices is reversed
     * @param out {@code [N, columns, rows]}, filled
     */
    void transpose(Tensor matrices, boolean reversed, Tensor out) {
        int count = (int) matrices.dimension(0);
        int rows = (int) matrices.dimension(1);
        int columns = (int) matrices.dimension(2);
        int stripes = (columns + STRIPE - 1) / STRIPE;
        Workers own = matrices.length() < SMALL ? Workers.CALLER : workers;
        own.run(count * stripes, (worker, task) -> {
            int n = task / stripes;
            int from = task % stripes * STRIPE;
            int width = Math.min(STRIPE, columns - from);
            float[] in = scratch.take(rows * STRIPE);
            float[] transposed = scratch.take(rows * STRIPE);
            for (int row = 0; row < rows; row++) {
                matrices.read(((long) n * rows + row) * columns + from, in, row * width, width);
            }
            for (int row = 0; row < rows; row += BLOCK) {
                for (int column = 0; column < width; column += BLOCK) {
                    transpose(in, row, rows, column, width, transposed);
                }
            }
            long target = reversed ? count - 1 - n : n;
            out.write((target * columns + from) * rows, transposed, 0, width * rows);
            scratch.giveBack(in, transposed);
        });
    }

    private static void transpose(float[] in, int row, int rows, int column, int columns, float[] out) {
        int lastRow = Math.min(row + BLOCK, rows);
        int lastColumn = Math.min(column + BLOCK, columns);
        for (int c = column; c < lastColumn; c++) {
            for (int r = row; r < lastRow; r++) {
                out[c * rows + r] = in[r * columns + c];
            }
        }
    }
}
