package io.github.congeal.internal.engine;

import io.github.congeal.internal.guidance.PictureSize;
import io.github.congeal.internal.guidance.RegionMask;
import java.util.Arrays;

/**
 * The codes of a canvas that belong to a region: a rectangle of codes, and which of them are inside.
 *
 * @param column its left edge, in codes
 * @param row its top edge
 * @param columns its width
 * @param rows its height
 * @param across the width of the canvas, in codes
 * @param down the height of the canvas, in codes
 * @param inside for each code of the rectangle, in row-major order, whether it belongs to the region
 */
@SuppressWarnings("ArrayRecordComponent") // never changed
record Patch(int column, int row, int columns, int rows, int across, int down, boolean[] inside) {
    /** All codes of a canvas. */
    static Patch whole(PictureSize canvas, int factor) {
        int columns = canvas.width() / factor;
        int rows = canvas.height() / factor;
        boolean[] inside = new boolean[rows * columns];
        Arrays.fill(inside, true);
        return new Patch(0, 0, columns, rows, columns, rows, inside);
    }

    /** The codes at whose centre a region has a share of at least 0.5. */
    static Patch of(RegionMask region, PictureSize canvas, int factor) {
        int column = region.x() / factor;
        int row = region.y() / factor;
        int columns = (region.x() + region.box().width() + factor - 1) / factor - column;
        int rows = (region.y() + region.box().height() + factor - 1) / factor - row;
        boolean[] inside = new boolean[rows * columns];
        for (int i = 0; i < inside.length; i++) {
            int x = (column + i % columns) * factor + factor / 2 - region.x();
            int y = (row + i / columns) * factor + factor / 2 - region.y();
            inside[i] = x >= 0
                    && y >= 0
                    && x < region.box().width()
                    && y < region.box().height()
                    && region.shares()[y * region.box().width() + x] >= 0.5;
        }
        return new Patch(column, row, columns, rows, canvas.width() / factor, canvas.height() / factor, inside);
    }

    /** The size of the rectangle in pixels. */
    PictureSize size(int factor) {
        return new PictureSize(columns * factor, rows * factor);
    }

    /** A choice of codes of the rectangle, extended to the whole canvas: false outside of the region. */
    boolean[] spread(boolean[] chosen) {
        boolean[] all = new boolean[across * down];
        for (int i = 0; i < chosen.length; i++) {
            all[place(i)] = chosen[i] && inside[i];
        }
        return all;
    }

    /** The codes of the rectangle, extended to the whole canvas: 0 outside of the rectangle. */
    int[] spread(int[] codes) {
        int[] all = new int[across * down];
        for (int i = 0; i < codes.length; i++) {
            all[place(i)] = codes[i];
        }
        return all;
    }

    private int place(int index) {
        return (row + index / columns) * across + column + index % columns;
    }
}
