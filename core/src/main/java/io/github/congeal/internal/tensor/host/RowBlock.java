package io.github.congeal.internal.tensor.host;

import io.github.congeal.internal.tensor.Tensor;

/** Neighbouring rows of a picture, read into an array as they are asked for, from the top to the bottom. */
final class RowBlock {
    private final Tensor picture;
    private final long corner;
    private final long stride;
    private final int rowLength;
    private final boolean mirrored;
    private final float[] array;
    private final int room;
    private int first;
    private int count;

    /**
     * Rows, of which none is read yet.
     *
     * @param corner where the first row begins in the picture
     * @param stride from one row to the next
     * @param rowLength how much of each row is needed, a whole number of pixels
     * @param mirrored whether each row's pixels are read from right to left
     * @param array room for at least as many rows as are needed at once
     */
    RowBlock(Tensor picture, long corner, long stride, int rowLength, boolean mirrored, float[] array) {
        this.picture = picture;
        this.corner = corner;
        this.stride = stride;
        this.rowLength = rowLength;
        this.mirrored = mirrored;
        this.array = array;
        this.room = array.length / rowLength;
    }

    /** The rows that are there, one after the other. */
    float[] array() {
        return array;
    }

    /**
     * Makes sure that some rows are there.
     *
     * @return where row 0 would begin in the array
     */
    int read(int from, int rows) {
        if (from < first || from + rows > first + room) {
            first = from;
            count = 0;
        }
        for (; first + count < from + rows; count++) {
            int at = count * rowLength;
            picture.read(corner + (first + count) * stride, array, at, rowLength);
            if (mirrored) {
                mirror(array, at, rowLength);
            }
        }
        return -first * rowLength;
    }

    /** Swaps the pixels of a row from left to right. */
    static void mirror(float[] array, int from, int length) {
        for (int left = from, right = from + length - 3; left < right; left += 3, right -= 3) {
            for (int c = 0; c < 3; c++) {
                float swapped = array[left + c];
                array[left + c] = array[right + c];
                array[right + c] = swapped;
            }
        }
    }
}
