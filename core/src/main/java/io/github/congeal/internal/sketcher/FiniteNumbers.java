package io.github.congeal.internal.sketcher;

import io.github.congeal.CheckpointException;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Tensor;

/** A file whose weights are not all numbers draws nothing but the same code everywhere: better refused than believed. */
final class FiniteNumbers {
    private FiniteNumbers() {}

    /**
     * Requires that a tensor, whose shape has been checked, has neither NaN nor infinity.
     *
     * @throws CheckpointException if it has
     */
    static void require(Weights weights, String name, long... shape) {
        int count = Math.toIntExact(Tensor.length(shape));
        float[] values = weights.borrow(name, shape);
        for (int i = 0; i < count; i++) {
            if (!Float.isFinite(values[i])) {
                throw weights.refusal(name, "its number %,d is %s".formatted(i, values[i]));
            }
        }
    }
}
