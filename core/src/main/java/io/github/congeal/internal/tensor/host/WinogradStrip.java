package io.github.congeal.internal.tensor.host;

/**
 * A rectangle of the tiles of a picture: what one worker transforms, multiplies and transforms back before it takes the
 * next.
 *
 * @param top its first row of tiles
 * @param left its first column of tiles
 * @param rows how many rows of tiles it has
 * @param columns how many columns of tiles it has
 */
record WinogradStrip(int top, int left, int rows, int columns) {
    /** Tiles times channels of a row of a strip: what a worker needs to transform so many fits its innermost caches. */
    static final int ROW = 1024;
    /** Tiles times channels of a strip: enough for fast products, and few enough for the shared cache. */
    static final int MOST = 1 << 15;

    int tiles() {
        return rows * columns;
    }

    /**
     * How a picture is divided: into strips as tall as may be, because a tile shares a third of its rows with the one
     * above.
     *
     * @param down how many rows of tiles the picture has
     * @param across how many columns of tiles it has
     * @param columns of a strip, but for the last in a row
     * @param rows of a strip, but for the last in a column
     */
    record Division(int down, int across, int columns, int rows) {
        static Division of(int down, int across, int channels) {
            int columns = evenly(across, Math.max(1, ROW / channels));
            return new Division(down, across, columns, evenly(down, Math.max(1, MOST / (columns * channels))));
        }

        /** The largest part of a length where it is divided evenly into parts of at most so many. */
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
            return new WinogradStrip(top, left, Math.min(rows, down - top), Math.min(columns, across - left));
        }
    }
}
