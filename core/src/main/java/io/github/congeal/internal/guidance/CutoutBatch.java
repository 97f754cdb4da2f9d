package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.Kernels;
import io.github.congeal.internal.tensor.Kernels.Function;
import io.github.congeal.internal.tensor.Kernels.Pair;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The cutouts of a chunk, as those who transform them where tensors live need to know them.
 *
 * @param tape of the run
 * @param size the cutouts' side
 * @param chunk how many cutouts there are at most: memory is taken for so many, so that it is always the same
 * @param count how many there are
 */
record CutoutBatch(Tape tape, int size, int chunk, int count) {
    Kernels ops() {
        return tape.kernels();
    }

    /** How many numbers a cutout has. */
    long numbers() {
        return pixels() * 3;
    }

    /** How many pixels a cutout has. */
    long pixels() {
        return (long) size * size;
    }

    /** A tensor {@code [cutouts, perCutout]} with undefined content. */
    Tensor take(long perCutout) {
        return tape.take(chunk * perCutout).first(count, perCutout);
    }

    /** A number for each cutout, {@code [cutouts, 1]}: of its transform, or another where it is left alone. */
    Tensor numbers(List<@Nullable Transform> transforms, ToDoubleFunction<Transform> number, double otherwise) {
        float[] values = new float[count];
        for (int k = 0; k < count; k++) {
            Transform transform = transforms.get(k);
            values[k] = (float) (transform == null ? otherwise : number.applyAsDouble(transform));
        }
        Tensor tensor = take(1);
        tensor.write(0, values, 0, count);
        return tensor;
    }

    /** A number for each cutout, in each of many rows: {@code [rows, cutouts, 1]}, brought in one go. */
    Tensor table(double[][] rows) {
        float[] values = new float[rows.length * count];
        for (int r = 0; r < rows.length; r++) {
            for (int k = 0; k < count; k++) {
                values[r * count + k] = (float) rows[r][k];
            }
        }
        Tensor tensor = tape.take((long) rows.length * chunk).first(rows.length, count, 1);
        tensor.write(0, values, 0, values.length);
        return tensor;
    }

    /** 1 where a number is from 0 to 1, the ends included, and otherwise 0. */
    void within(Tensor x, Tensor out) {
        ops().clamp(x, 0, 1, out);
        ops().combine(Pair.SUBTRACT, out, x, out);
        ops().apply(Function.ABSOLUTE, out, out);
        ops().apply(Function.POSITIVE, out, out);
        ops().scaleAndShift(out, -1, 1);
    }

    /**
     * Replaces cutouts by others.
     *
     * @param pixels {@code [cutouts, any]}
     * @param others likewise; undefined afterwards
     * @param which {@code [cutouts, 1]}: 1 for those to be replaced, otherwise 0
     */
    void replace(Tensor pixels, Tensor others, Tensor which) {
        ops().combine(Pair.SUBTRACT, others, pixels, others);
        ops().multiplyColumns(others, which);
        ops().add(pixels, others);
    }
}
