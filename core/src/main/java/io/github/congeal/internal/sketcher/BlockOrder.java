package io.github.congeal.internal.sketcher;

/**
 * An order of a picture's codes that keeps the four codes of each 2x2 block together: top left, top right, bottom left,
 * bottom right. Everywhere else codes are stored row by row.
 */
final class BlockOrder {
    private final int[] places;

    /** The order for a square picture. */
    BlockOrder(int side) {
        this.places = new int[side * side];
        int half = side / 2;
        for (int i = 0; i < places.length; i++) {
            int block = i / SketcherArchitecture.BLOCK;
            int row = 2 * (block / half) + i % SketcherArchitecture.BLOCK / 2;
            int column = 2 * (block % half) + i % 2;
            places[i] = row * side + column;
        }
    }

    /** Which place, row by row, is at an index of this order. */
    int place(int index) {
        return places[index];
    }
}
