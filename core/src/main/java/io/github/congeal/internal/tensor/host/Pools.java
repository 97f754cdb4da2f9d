package io.github.congeal.internal.tensor.host;

import io.github.congeal.internal.tensor.BandedMap;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Window;
import org.jspecify.annotations.Nullable;

/**
 * Maximum pooling of some rows of a cutout: for each channel of each pixel, the largest value among the pixels that it is
 * resampled from, and the position of that pixel in the picture.
 */
final class Pools implements AutoCloseable {
    private final Tensor picture;
    private final Scratch scratch;
    private final int size;
    private final float[] largest;
    private final float[] rows;
    private final float[] columns;

    private @Nullable Window window;
    private int begin;
    private int end;

    /**
     * Pools of a picture.
     *
     * @param size the cutouts' side
     */
    Pools(Tensor picture, Scratch scratch, int size) {
        this.picture = picture;
        this.scratch = scratch;
        this.size = size;
        this.largest = scratch.take(size * size * 3);
        this.rows = scratch.take(size * size * 3);
        this.columns = scratch.take(size * size * 3);
    }

    /**
     * Pools the rows {@code from} to {@code to} (exclusive) of a cutout, unless they were the last to be pooled. Of equal
     * values the first in row-major order counts.
     */
    void find(Window of, int from, int to) {
        if (of.equals(window) && begin == from && end == to) {
            return;
        }
        window = of;
        begin = from;
        end = to;
        BandedMap down = of.down().forward();
        BandedMap across = of.across().forward();
        int first = down.first(from);
        int height = down.first(to - 1) + down.length(to - 1) - first;
        int length = of.width() * 3;
        float[] block = scratch.take(height * length);
        for (int y = 0; y < height; y++) {
            long row = (of.y() + first + y) * picture.dimension(2) + of.x();
            picture.read(row * 3, block, y * length, length);
        }
        for (int i = from, o = 0; i < to; i++) {
            int top = down.first(i) - first;
            for (int j = 0; j < size; j++, o += 3) {
                int pool = of.mirrored() ? size - 1 - j : j;
                for (int c = 0; c < 3; c++) {
                    int left = across.first(pool) * 3 + c;
                    int right = left + across.length(pool) * 3;
                    int where = top * length + left;
                    for (int y = top; y < top + down.length(i); y++) {
                        for (int x = left; x < right; x += 3) {
                            where = block[y * length + x] > block[where] ? y * length + x : where;
                        }
                    }
                    largest[o + c] = block[where];
                    rows[o + c] = of.y() + first + where / length;
                    columns[o + c] = of.x() + where % length / 3;
                }
            }
        }
        scratch.giveBack(block);
    }

    /** A maximum, by its index in the pooled rows {@code [rows, S, 3]}. */
    float largest(int index) {
        return largest[index];
    }

    /** The row of the picture where a maximum is. */
    int row(int index) {
        return (int) rows[index];
    }

    /** The column of the picture where a maximum is. */
    int column(int index) {
        return (int) columns[index];
    }

    @Override
    public void close() {
        scratch.giveBack(largest, rows, columns);
    }
}
