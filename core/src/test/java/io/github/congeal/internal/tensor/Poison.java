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
    public static Tensor take(Buffers buffers, long... shape) {
        Tensor tensor = buffers.take(shape);
        double[] values = new double[Math.toIntExact(tensor.length())];
        Arrays.fill(values, Double.NaN);
        tensor.write(0, values);
        return tensor;
    }

    private static void fill(Memory memory) {
        for (long i = 0; i < memory.length(); i++) {
            memory.write(i, Double.NaN);
        }
    }
}
