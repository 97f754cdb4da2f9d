package io.github.congeal.internal.clip;

/** Rearranges matrices of weights when a model is loaded. */
final class Matrices {
    private Matrices() {}

    /** A matrix {@code [rows, columns]} transposed to {@code [columns, rows]}. */
    static float[] transpose(float[] matrix, int rows, int columns) {
        float[] result = new float[matrix.length];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                result[c * rows + r] = matrix[r * columns + c];
            }
        }
        return result;
    }
}
