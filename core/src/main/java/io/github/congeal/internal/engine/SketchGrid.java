package io.github.congeal.internal.engine;

import io.github.congeal.internal.sketcher.Sketch;

/**
 * Where the places of a square sketch lie on a grid: the sketch in the grid's middle as large as it fits, its outermost places
 * going on around it.
 *
 * @param rows of the grid
 * @param columns of the grid
 * @param side of the sketch, in places
 */
record SketchGrid(int rows, int columns, int side) {
    /** For each of the grid, row by row, whether no decided place of a sketch lies there. */
    boolean[] open(Sketch sketch) {
        double step = (double) side / Math.min(rows, columns);
        boolean[] open = new boolean[rows * columns];
        for (int i = 0; i < open.length; i++) {
            int at = place(i / columns, rows, step) * side + place(i % columns, columns, step);
            open[i] = !sketch.isDecided(at);
        }
        return open;
    }

    /** Where a place was not decided before and is now. */
    boolean[] fresh(Sketch sketch, Sketch before) {
        boolean[] fresh = open(before);
        boolean[] open = open(sketch);
        for (int i = 0; i < fresh.length; i++) {
            fresh[i] &= !open[i];
        }
        return fresh;
    }

    /** Which place of the sketch lies at one of the grid, in one direction. */
    private int place(int index, int count, double step) {
        int place = (int) Math.floor((index + 0.5 - count / 2.0) * step + side / 2.0);
        return Math.min(Math.max(place, 0), side - 1);
    }
}
