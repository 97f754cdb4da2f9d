package io.github.congeal.internal.tensor;

import java.util.Arrays;

/** Fills memory with NaN, so that whoever reads what he has not written is found out. */
public final class Poison {
    private Poison() {}

    /** Poisons all memory that nobody holds. */
    public static void free(Buffers buffers) {
        buffers.free.values().forEach(memories -> memories.forEach(Poison::fill));
    }

    /** A poisoned tensor. */
    static Tensor take(Buffers buffers, long... shape) {
        Tensor tensor = buffers.take(shape);
        tensor.write(0, nans(tensor.length()));
        return tensor;
    }

    private static void fill(Memory memory) {
        memory.write(0, nans(memory.length()));
    }

    private static double[] nans(long count) {
        double[] values = new double[Math.toIntExact(count)];
        Arrays.fill(values, Double.NaN);
        return values;
    }
}
