package io.github.congeal.internal.tensor.host;

/**
 * The layout of a matrix as panels of some columns each, one after the other, each of them row by row.
 *
 * @param rows the rows of the matrix
 * @param columns the columns of the matrix
 * @param width the columns of a panel; the last one may have fewer
 */
record Panels(int rows, int columns, int width) {
    /** A matrix that is a single panel. */
    static Panels one(long rows, long columns) {
        return new Panels((int) rows, (int) columns, (int) columns);
    }

    /** The number of panels. */
    int count() {
        return (columns + width - 1) / width;
    }

    /** The columns of a panel. */
    int width(int panel) {
        return Math.min(width, columns - panel * width);
    }

    /** Where a panel begins. */
    int at(int panel) {
        return panel * width * rows;
    }

    /** Where an element lies. */
    int at(int row, int column) {
        int panel = column / width;
        return at(panel) + row * width(panel) + column % width;
    }

    /** The number of elements. */
    int length() {
        return rows * columns;
    }
}
