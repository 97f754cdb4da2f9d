package io.github.congeal.internal.tensor;

import io.github.congeal.internal.tensor.Kernels.Function;
import io.github.congeal.internal.tensor.Kernels.Pair;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A chunk of cutouts for composed kernels: its dimensions, and intermediate values that many kernels need.
 *
 * @param kernels the operations
 * @param count how many cutouts there are
 * @param size the cutouts' side
 */
record CutoutBatch(Movements kernels, int count, int size) {
    /** Float32 counts no further, and places of pixels are computed in it. */
    private static final int MOST_PIXELS = 1 << 24;

    /** Checks that there are few enough of them. */
    CutoutBatch {
        if (count * (size + 2L) * (size + 2L) > MOST_PIXELS) {
            throw new IllegalArgumentException(
                    "a chunk of %d cutouts of %dx%d pixels is too large for this device: take fewer"
                            .formatted(count, size, size));
        }
    }

    /** The measures of cutouts {@code [K, S, S, 3]}. */
    static CutoutBatch of(Movements kernels, Tensor pixels) {
        return new CutoutBatch(kernels, (int) pixels.dimension(0), (int) pixels.dimension(1));
    }

    /** The length of a cutout. */
    long length() {
        return pixels() * 3;
    }

    /** How many pixels a cutout has. */
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

    /** A number for each cutout, {@code [K, 1]}: of its parameters, or another where it is left alone. */
    <P> Tensor numbers(List<@Nullable P> parameters, ToDoubleFunction<P> number, double otherwise) {
        return table(1, (row, k) -> {
            P own = parameters.get(k);
            return own == null ? otherwise : number.applyAsDouble(own);
        });
    }

    /** A number of a cutout. */
    @FunctionalInterface
    interface Entry {
        /** That number in a row of the table. */
        double at(int row, int cutout);
    }

    /** A number for each cutout, in each of some rows, {@code [rows * K, 1]}, brought to the device in one go. */
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

    /** 1 where a number is from 0 to 1, the ends included, and otherwise 0. */
    void within(Tensor x, Tensor out) {
        kernels.clamp(x, 0, 1, out);
        kernels.combine(Pair.SUBTRACT, out, x, out);
        kernels.apply(Function.ABSOLUTE, out, out);
        kernels.apply(Function.POSITIVE, out, out);
        kernels.scaleAndShift(out, -1, 1);
    }

    /**
     * Replaces cutouts by others.
     *
     * @param pixels {@code [K, any]}
     * @param others likewise; undefined afterwards
     * @param which {@code [K, 1]}: 1 for those to be replaced, otherwise 0
     */
    void replace(Tensor pixels, Tensor others, Tensor which) {
        kernels.combine(Pair.SUBTRACT, others, pixels, others);
        kernels.multiplyColumns(others, which);
        kernels.add(pixels, others);
    }
}
