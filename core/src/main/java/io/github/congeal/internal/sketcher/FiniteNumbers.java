package io.github.congeal.internal.sketcher;

import io.github.congeal.CheckpointException;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Tensor;

/** A file whose weights are not all numbers draws nothing but the same code everywhere: better refused than believed. */
final class FiniteNumbers {
    /** As many are looked at together where they are not on the heap. */
    private static final int PIECE = 1 << 12;

    private FiniteNumbers() {}

    /**
     * Requires that a tensor, whose shape has been checked, has neither NaN nor infinity.
     *
     * @throws CheckpointException if it has
     */
    static void require(Weights weights, String name, long... shape) {
        check(weights, name, weights.borrow(name, shape), 0, Math.toIntExact(Tensor.length(shape)));
    }

    /**
     * Keeps a large tensor, whose shape has been checked, and requires the same of it.
     *
     * @throws CheckpointException if it has NaN or infinity
     */
    static Tensor keep(Weights weights, String name, long... shape) {
        Tensor tensor = weights.keep(name, shape, shape);
        float[] piece = new float[PIECE];
        for (long from = 0; from < tensor.length(); from += PIECE) {
            int count = (int) Math.min(PIECE, tensor.length() - from);
            tensor.read(from, piece, 0, count);
            check(weights, name, piece, from, count);
        }
        return tensor;
    }

    private static void check(Weights weights, String name, float[] values, long from, int count) {
        for (int i = 0; i < count; i++) {
            if (!Float.isFinite(values[i])) {
                throw weights.refusal(name, "its number %,d is %s".formatted(from + i, values[i]));
            }
        }
    }
}
