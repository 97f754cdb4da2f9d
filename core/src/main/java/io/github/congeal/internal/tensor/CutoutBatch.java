package io.github.congeal.internal.tensor;

import io.github.congeal.internal.tensor.Kernels.Function;
import io.github.congeal.internal.tensor.Kernels.Pair;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A chunk of cutouts {@code [K, S, S, 3]} for composed kernels: its dimensions, and operations that several kernels need.
 *
 * @param kernels the operations
 * @param count the number K of cutouts
 * @param size the cutouts' side S, in pixels
 */
record CutoutBatch(Movements kernels, int count, int size) {
    /** Indices of pixels are computed in float32, which represents whole numbers exactly up to here. */
    private static final int MOST_PIXELS = 1 << 24;

    /** Refuses a chunk with too many pixels, a frame of one pixel around each cutout included. */
    CutoutBatch {
        if (count * (size + 2L) * (size + 2L) > MOST_PIXELS) {
            throw new IllegalArgumentException(
                    "a chunk of %s cutouts of %sx%s pixels is too large for this device: take fewer"
                            .formatted(count, size, size));
        }
    }

    /** The dimensions of cutouts {@code [K, S, S, 3]}. */
    static CutoutBatch of(Movements kernels, Tensor pixels) {
        return new CutoutBatch(kernels, (int) pixels.dimension(0), (int) pixels.dimension(1));
    }

    /** The number of elements of a cutout, {@code S * S * 3}. */
    long length() {
        return pixels() * 3;
    }

    /** The number of pixels of a cutout. */
    long pixels() {
        return (long) size * size;
    }

    /** The cutouts as {@code [K, S * S * 3]}. */
    Tensor rows(Tensor cutouts) {
        return cutouts.first(count, length());
    }

    /** A tensor {@code [K, perCutout]} with undefined content. */
    Tensor take(long perCutout) {
        return kernels.buffers().take(count, perCutout);
    }

    /** A number for each cutout, {@code [K, 1]}: a function of its parameters, or {@code otherwise} where they are null. */
    <P> Tensor numbers(List<@Nullable P> parameters, ToDoubleFunction<P> number, double otherwise) {
        return table(1, (row, k) -> {
            P own = parameters.get(k);
            return own == null ? otherwise : number.applyAsDouble(own);
        });
    }

    /** Computes the entries of a {@link #table}. */
    @FunctionalInterface
    interface Entry {
        /** The entry of one row and one cutout. */
        double at(int row, int cutout);
    }

    /** Several numbers for each cutout, {@code [rows * K, 1]}, copied to the device in one transfer. */
    Tensor table(int rows, Entry entry) {
        float[] values = kernels.buffers().hostArrays().takeFloats(rows * count);
        for (int r = 0; r < rows; r++) {
            for (int k = 0; k < count; k++) {
                values[r * count + k] = (float) entry.at(r, k);
            }
        }
        Tensor tensor = kernels.buffers().take((long) rows * count, 1);
        tensor.write(0, values, 0, rows * count);
        kernels.buffers().hostArrays().giveBack(values);
        return tensor;
    }

    /** One row of a {@link #table}, {@code [K, 1]}. */
    Tensor row(Tensor table, int row) {
        return table.part((long) row * count, count, 1);
    }

    /** {@code out = 1} where x lies in 0..1, the ends included, and otherwise 0. */
    void within(Tensor x, Tensor out) {
        kernels.clamp(x, 0, 1, out);
        kernels.combine(Pair.SUBTRACT, out, x, out);
        kernels.apply(Function.ABSOLUTE, out, out);
        kernels.apply(Function.POSITIVE, out, out);
        kernels.scaleAndShift(out, -1, 1);
    }

    /**
     * Replaces some of the cutouts.
     *
     * @param pixels {@code [K, any]}, in place
     * @param others the replacements, {@code [K, any]}; undefined afterwards
     * @param which {@code [K, 1]}: 1 for the cutouts to be replaced, otherwise 0
     */
    void replace(Tensor pixels, Tensor others, Tensor which) {
        kernels.combine(Pair.SUBTRACT, others, pixels, others);
        kernels.multiplyColumns(others, which);
        kernels.add(pixels, others);
    }
}
