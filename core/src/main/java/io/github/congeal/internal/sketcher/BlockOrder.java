package io.github.congeal.internal.sketcher;

/**
 * The order of a picture's codes by 2x2 blocks: in each block top left, top right, bottom left, bottom right. Other classes
 * store codes in row-major order.
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

    /** The row-major index of the code at an index of this order. */
    int place(int index) {
        return places[index];
    }
}
