package io.github.congeal.internal.engine;

import io.github.congeal.internal.sketcher.Sketch;

/**
 * Maps a grid to the positions of a square sketch: the sketch lies in the middle of the grid, as large as fits, and its
 * outermost positions are repeated around it.
 *
 * @param rows the rows of the grid
 * @param columns the columns of the grid
 * @param side the side of the sketch, in codes
 */
record SketchGrid(int rows, int columns, int side) {
    /** For each cell of the grid, in row-major order, whether the sketch is undecided there. */
    boolean[] open(Sketch sketch) {
        double step = (double) side / Math.min(rows, columns);
        boolean[] open = new boolean[rows * columns];
        for (int i = 0; i < open.length; i++) {
            int at = place(i / columns, rows, step) * side + place(i % columns, columns, step);
            open[i] = !sketch.isDecided(at);
        }
        return open;
    }

    /** For each cell, whether the sketch is decided there and was not before. */
    boolean[] fresh(Sketch sketch, Sketch before) {
        boolean[] fresh = open(before);
        boolean[] open = open(sketch);
        for (int i = 0; i < fresh.length; i++) {
            fresh[i] &= !open[i];
        }
        return fresh;
    }

    /** The coordinate in the sketch of a coordinate of the grid, in one direction. */
    private int place(int index, int count, double step) {
        int place = (int) Math.floor((index + 0.5 - count / 2.0) * step + side / 2.0);
        return Math.min(Math.max(place, 0), side - 1);
    }
}
