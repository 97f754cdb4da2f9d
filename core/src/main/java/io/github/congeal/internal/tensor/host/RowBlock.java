package io.github.congeal.internal.tensor.host;

import io.github.congeal.internal.tensor.Tensor;

/** Adjacent rows of a picture, read into an array on demand, from top to bottom. */
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
     * A block without any row yet.
     *
     * @param corner the index in the picture of the first element of row 0
     * @param stride the distance from one row to the next, in elements
     * @param rowLength the elements of a row that are read, a multiple of 3
     * @param mirrored whether each row's pixels are reversed
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

    /**
     * Makes sure that rows {@code from} to {@code from + rows} (exclusive) are in the array.
     *
     * @return the index in the array at which row 0 would begin, perhaps negative
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

    /** Reverses the pixels of a row. */
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
