package io.github.congeal.internal.tensor.host;

/**
 * A rectangle of tiles of a picture, the unit of work of a {@link WinogradWorker}.
 *
 * @param index its number
 * @param top its first row of tiles
 * @param left its first column of tiles
 * @param rows the number of rows of tiles
 * @param columns the number of columns of tiles
 */
record WinogradStrip(int index, int top, int left, int rows, int columns) {
    /** The most tiles times channels in a row of a strip: the arrays that transform a row fit the innermost caches. */
    static final int ROW = 1024;

    int tiles() {
        return rows * columns;
    }

    /**
     * The division of a picture into strips, as tall as possible, because a tile shares a third of its input rows with the
     * one above.
     *
     * @param down the number of rows of tiles in the picture
     * @param across the number of columns of tiles in the picture
     * @param columns the columns of a strip; the last one in a row may have fewer
     * @param rows the rows of a strip; the last one in a column may have fewer
     */
    record Division(int down, int across, int columns, int rows) {
        /** With at most {@code most} tiles times channels in a strip. */
        static Division of(int down, int across, int channels, int most) {
            int columns = evenly(across, Math.max(1, ROW / channels));
            return new Division(down, across, columns, evenly(down, Math.max(1, most / (columns * channels))));
        }

        /** The length of the parts if a length is divided evenly into as few parts of at most {@code most} as possible. */
        private static int evenly(int length, int most) {
            return parts(length, parts(length, most));
        }

        private static int parts(int length, int part) {
            return (length + part - 1) / part;
        }

        int strips() {
            return parts(down, rows) * parts(across, columns);
        }

        WinogradStrip strip(int index) {
            int top = index / parts(across, columns) * rows;
            int left = index % parts(across, columns) * columns;
            return new WinogradStrip(index, top, left, Math.min(rows, down - top), Math.min(columns, across - left));
        }
    }
}
