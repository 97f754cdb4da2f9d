package io.github.congeal.internal.tensor;

import java.util.Arrays;

/** Fills free memory with NaN, so that reading before writing is detected, and finds tensors that were not given back. */
public final class Poison {
    private Poison() {}

    /** Fills all memory without a holder with NaN. */
    public static void free(Buffers buffers) {
        buffers.free().forEach(Poison::fill);
    }

    /** The bytes of memory with a holder. */
    public static long held(Buffers buffers) {
        return buffers.bytes()
                - buffers.free().stream()
                        .mapToLong(
                                tensor -> tensor.length() * tensor.precision().bytes())
                        .sum();
    }

    /** A poisoned tensor. */
    static Tensor take(Buffers buffers, long... shape) {
        Tensor tensor = buffers.take(shape);
        tensor.write(0, nans(tensor.length()));
        return tensor;
    }

    private static void fill(Tensor tensor) {
        tensor.write(0, nans(tensor.length()));
    }

    private static double[] nans(long count) {
        double[] values = new double[Math.toIntExact(count)];
        Arrays.fill(values, Double.NaN);
        return values;
    }
}
