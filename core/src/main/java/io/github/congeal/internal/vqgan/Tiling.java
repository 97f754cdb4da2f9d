package io.github.congeal.internal.vqgan;

import io.github.congeal.internal.tensor.Kernels.Pair;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tiles;

/**
 * The tiles of a latent, and of the picture that it is decoded to.
 *
 * @param down the tiles along the height
 * @param across the tiles along the width
 */
record Tiling(Tiles down, Tiles across) {
    /** The tiles of a latent of some size, as set on the tape. */
    static Tiling of(long height, long width, Tape tape) {
        return new Tiling(tape.tiles((int) height), tape.tiles((int) width));
    }

    /** The number of tiles. */
    int count() {
        return down.count() * across.count();
    }

    /**
     * Copies a tile out of a latent or picture.
     *
     * @param whole {@code [1, H, W, C]}
     * @param tile the index of the tile, in row-major order
     * @param scale 1 for a latent, the factor f for a picture
     */
    Tensor cut(Tensor whole, int tile, int scale, Tape tape) {
        Tensor part = tape.take(1, (long) scale * down.length(), (long) scale * across.length(), whole.dimension(3));
        tape.kernels().copy(view(whole, tile, scale), rows(part));
        return part;
    }

    /** Adds a tile to its place in a latent or picture. */
    void add(Tensor part, Tensor whole, int tile, int scale, Tape tape) {
        Tensor place = view(whole, tile, scale);
        tape.kernels().combine(Pair.ADD, place, rows(part), place);
    }

    /** Multiplies a tile by its blending weights. */
    void weigh(Tensor part, int tile, int scale, Tape tape) {
        float[] ofRows = down.weights(tile / across.count(), scale);
        float[] ofColumns = across.weights(tile % across.count(), scale);
        float[] row = tape.hostArrays().takeFloats(ofColumns.length);
        try (Tensor weights = tape.take((long) ofRows.length * ofColumns.length, 1)) {
            for (int y = 0; y < ofRows.length; y++) {
                for (int x = 0; x < row.length; x++) {
                    row[x] = ofRows[y] * ofColumns[x];
                }
                weights.write((long) y * row.length, row, 0, row.length);
            }
            tape.kernels().multiplyColumns(part.first(weights.length(), part.dimension(3)), weights);
        }
        tape.hostArrays().giveBack(row);
    }

    private Tensor view(Tensor whole, int tile, int scale) {
        long row = whole.dimension(2) * whole.dimension(3);
        long top = (long) scale * down.begin(tile / across.count());
        long left = (long) scale * across.begin(tile % across.count());
        long[] shape = {(long) scale * down.length(), scale * across.length() * whole.dimension(3)};
        return whole.strided(top * row + left * whole.dimension(3), shape, row, 1);
    }

    private static Tensor rows(Tensor part) {
        return part.first(part.dimension(1), part.dimension(2) * part.dimension(3));
    }
}
