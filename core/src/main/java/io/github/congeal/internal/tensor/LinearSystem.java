package io.github.congeal.internal.tensor;

/** Solves systems of linear equations. */
public final class LinearSystem {
    private LinearSystem() {}

    /**
     * Solves m systems with the same coefficient matrix by Gauss-Jordan elimination with partial pivoting. The matrix
     * must be nonsingular.
     *
     * @param system {@code [n, n + m]}: the coefficient matrix and m right-hand sides, which are overwritten with the
     *     solutions
     */
    public static void solve(double[][] system) {
        int n = system.length;
        int width = system[0].length;
        for (int column = 0; column < n; column++) {
            int pivot = column;
            for (int row = column + 1; row < n; row++) {
                if (Math.abs(system[row][column]) > Math.abs(system[pivot][column])) {
                    pivot = row;
                }
            }
            double[] swapped = system[pivot];
            system[pivot] = system[column];
            system[column] = swapped;
            for (int j = width - 1; j >= column; j--) {
                swapped[j] /= swapped[column];
            }
            for (int row = 0; row < n; row++) {
                double factor = system[row][column];
                for (int j = column; row != column && j < width; j++) {
                    system[row][j] -= factor * swapped[j];
                }
            }
        }
    }
}
