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
     * @param layout of each matrix: one panel, or panels of {@link #STRIPE} columns
     * @param reversed whether the order of the matrices is reversed
     * @param out {@code [N, columns, rows]}, filled
     * @param transposed the layout of each matrix of out
     */
    void transpose(Tensor matrices, Panels layout, boolean reversed, Tensor out, Panels transposed) {
        int count = (int) matrices.dimension(0);
        int rows = layout.rows();
        int stripes = (layout.columns() + STRIPE - 1) / STRIPE;
        Workers own = matrices.length() < SMALL ? Workers.CALLER : workers;
        own.run(count * stripes, (worker, task) -> {
            long n = task / stripes;
            long target = reversed ? count - 1 - n : n;
            int from = task % stripes * STRIPE;
            int width = Math.min(STRIPE, layout.columns() - from);
            float[] in = scratch.take(rows * STRIPE);
            float[] turned = scratch.take(rows * STRIPE);
            if (layout.width() == STRIPE) {
                // The stripe is a panel, which lies in one piece.
                matrices.read(n * layout.length() + layout.at(0, from), in, 0, rows * width);
            } else {
                for (int row = 0; row < rows; row++) {
                    matrices.read(n * layout.length() + layout.at(row, from), in, row * width, width);
                }
            }
            for (int panel = 0; panel < transposed.count(); panel++) {
                int first = panel * transposed.width();
                transpose(in, first, transposed.width(panel), width, turned);
                out.write(
                        target * transposed.length() + transposed.at(from, first),
                        turned,
                        0,
                        width * transposed.width(panel));
            }
            scratch.giveBack(in, turned);
        });
    }

    /** Transposes {@code rows} rows of a stripe, from {@code first} on, to the beginning of {@code out}. */
    private static void transpose(float[] in, int first, int rows, int columns, float[] out) {
        for (int row = 0; row < rows; row += BLOCK) {
            for (int column = 0; column < columns; column += BLOCK) {
                transpose(in, first, row, rows, column, columns, out);
            }
        }
    }

    private static void transpose(float[] in, int first, int row, int rows, int column, int columns, float[] out) {
        int lastRow = Math.min(row + BLOCK, rows);
        int lastColumn = Math.min(column + BLOCK, columns);
        for (int c = column; c < lastColumn; c++) {
            for (int r = row; r < lastRow; r++) {
                out[c * rows + r] = in[(first + r) * columns + c];
            }
        }
    }
}
