package io.github.congeal.internal.tensor.host;

import static io.github.congeal.internal.tensor.host.WinogradTransform.POINTS;

import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Workers;
import org.jspecify.annotations.Nullable;

/** Transforms kernels for {@link WinogradConvolution} during a run, block by block. */
final class WinogradKernels {
    private static final int SIDE = 3;
    /** The most input and output channels of a block, multiplied. */
    private static final int BLOCK = 1024;

    private final Workers workers;
    private final @Nullable Arrays[] staff;

    /** For a run with these threads. */
    WinogradKernels(Workers workers) {
        this.workers = workers;
        this.staff = new Arrays[workers.count()];
    }

    /**
     * Transforms kernels.
     *
     * @param kernels {@code [3, 3, Cin, Cout]}
     * @param layout how each of the 36 matrices is laid out, with panels of at most 1,024 columns
     * @param transformed {@code [36, Cin, Cout]}, filled
     */
    void transform(Tensor kernels, Panels layout, Tensor transformed) {
        int rows = Math.min(BLOCK / layout.width(), layout.rows());
        int blocks = (layout.rows() + rows - 1) / rows;
        workers.run(layout.count() * blocks, (worker, task) -> {
            int row = task % blocks * rows;
            arrays(worker)
                    .transform(kernels, layout, task / blocks, row, Math.min(rows, layout.rows() - row), transformed);
        });
    }

    private Arrays arrays(int worker) {
        Arrays arrays = staff[worker];
        if (arrays == null) {
            arrays = new Arrays();
            staff[worker] = arrays;
        }
        return arrays;
    }

    /** The arrays of one worker. */
    private static final class Arrays {
        /** The kernels' columns x, each of three rows y. */
        private final float[][][] columns = new float[SIDE][SIDE][BLOCK];
        /** The same at the six vertical points. */
        private final float[][][] vertical = new float[SIDE][POINTS][BLOCK];
        /** One row of them. */
        private final float[][] line = new float[SIDE][];
        /** This row at the six horizontal points. */
        private final float[][] points = new float[POINTS][BLOCK];

        /** Transforms some rows of a panel. */
        void transform(Tensor kernels, Panels layout, int panel, int row, int rows, Tensor transformed) {
            int width = layout.width(panel);
            int first = panel * layout.width();
            for (int x = 0; x < SIDE; x++) {
                for (int y = 0; y < SIDE; y++) {
                    long matrix = (long) (y * SIDE + x) * layout.length();
                    for (int i = 0; i < rows; i++) {
                        long at = matrix + (long) (row + i) * layout.columns() + first;
                        kernels.read(at, columns[x][y], i * width, width);
                    }
                }
                WinogradTransform.kernel(columns[x], vertical[x], rows * width);
            }
            for (int y = 0; y < POINTS; y++) {
                for (int x = 0; x < SIDE; x++) {
                    line[x] = vertical[x][y];
                }
                WinogradTransform.kernel(line, points, rows * width);
                for (int x = 0; x < POINTS; x++) {
                    long at = (long) (y * POINTS + x) * layout.length() + layout.at(row, first);
                    transformed.write(at, points[x], 0, rows * width);
                }
            }
        }
    }
}
