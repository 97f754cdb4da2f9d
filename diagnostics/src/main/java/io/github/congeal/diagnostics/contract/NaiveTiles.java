package io.github.congeal.diagnostics.contract;

import io.github.congeal.internal.tensor.Wrap;
import java.util.function.IntUnaryOperator;

/**
 * Periodic pictures {@code [N, H, W, C]}, repeated three times in each direction in which they are periodic.
 *
 * @param shape the shape of the pictures
 * @param down the number of copies along the height, 1 or 3
 * @param across the number of copies along the width, 1 or 3
 */
@SuppressWarnings("ArrayRecordComponent") // never changed
record NaiveTiles(int[] shape, int down, int across) {
    static NaiveTiles of(int[] shape, Wrap wrap) {
        return new NaiveTiles(shape, wrap.down() ? 3 : 1, wrap.across() ? 3 : 1);
    }

    /** The same number of copies of pictures of another shape. */
    NaiveTiles like(int[] other) {
        return new NaiveTiles(other, down, across);
    }

    /** The shape of all copies together. */
    long[] whole() {
        return new long[] {shape[0], (long) down * shape[1], (long) across * shape[2], shape[3]};
    }

    /** The pictures and all their copies. */
    double[] repeat(double[] pictures) {
        double[] all = new double[pictures.length * down * across];
        for (int i = 0; i < all.length; i++) {
            all[i] = pictures[within(i)];
        }
        return all;
    }

    /** The pictures in the middle, and zeros around them. */
    double[] middle(double[] pictures) {
        double[] all = repeat(pictures);
        for (int i = 0; i < all.length; i++) {
            all[i] = isMiddle(i) ? all[i] : 0;
        }
        return all;
    }

    /** The copy in the middle. */
    double[] readMiddle(double[] all) {
        double[] pictures = new double[all.length / down / across];
        for (int i = 0; i < all.length; i++) {
            if (isMiddle(i)) {
                pictures[within(i)] = all[i];
            }
        }
        return pictures;
    }

    /** The sum of all copies. */
    double[] sum(double[] all) {
        double[] pictures = new double[all.length / down / across];
        for (int i = 0; i < all.length; i++) {
            pictures[within(i)] += all[i];
        }
        return pictures;
    }

    /** The elements of pictures at other rows and columns. */
    double[] moved(double[] pictures, IntUnaryOperator row, IntUnaryOperator column) {
        double[] moved = new double[pictures.length];
        for (int i = 0; i < moved.length; i++) {
            int y = i / shape[3] / shape[2] % shape[1];
            int x = i / shape[3] % shape[2];
            int n = i / shape[3] / shape[2] / shape[1];
            moved[i] = pictures[place(n, row.applyAsInt(y), column.applyAsInt(x), i % shape[3])];
        }
        return moved;
    }

    private int within(int index) {
        return place(index / ofOne(), row(index) % shape[1], column(index) % shape[2], index % shape[3]);
    }

    private boolean isMiddle(int index) {
        return row(index) / shape[1] == down / 2 && column(index) / shape[2] == across / 2;
    }

    private int row(int index) {
        return index % ofOne() / (shape[3] * across * shape[2]);
    }

    private int column(int index) {
        return index / shape[3] % (across * shape[2]);
    }

    private int ofOne() {
        return down * shape[1] * across * shape[2] * shape[3];
    }

    private int place(int n, int y, int x, int channel) {
        return ((n * shape[1] + y) * shape[2] + x) * shape[3] + channel;
    }
}
