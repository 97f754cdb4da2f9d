package io.github.congeal.internal.tensor.host;

import io.github.congeal.internal.tensor.Erasure;
import java.util.Arrays;

/** Fills a rectangle of a cutout with one value. */
final class HostErase {
    private HostErase() {}

    /** Copies a cutout {@code [size, size, 3]} with one value in the rectangle. */
    static void fill(Erasure erasure, float value, float[] in, float[] out, int size) {
        System.arraycopy(in, 0, out, 0, in.length);
        for (int y = erasure.top(); y < erasure.top() + erasure.height(); y++) {
            int from = (y * size + erasure.left()) * 3;
            Arrays.fill(out, from, from + erasure.width() * 3, value);
        }
    }
}
