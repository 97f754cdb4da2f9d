package io.github.congeal.internal.tensor.host;

import io.github.congeal.internal.tensor.Erasure;
import java.util.Arrays;

/** Paints a rectangle of a cutout over. */
final class HostErase {
    private HostErase() {}

    /** The cutout {@code [size, size, 3]} with one value in the rectangle. */
    static void fill(Erasure erasure, float value, float[] in, float[] out, int size) {
        System.arraycopy(in, 0, out, 0, in.length);
        for (int y = erasure.top(); y < erasure.top() + erasure.height(); y++) {
            int from = (y * size + erasure.left()) * 3;
            Arrays.fill(out, from, from + erasure.width() * 3, value);
        }
    }
}
