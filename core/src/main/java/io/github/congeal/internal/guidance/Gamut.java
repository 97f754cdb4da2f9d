package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.Kernels;
import io.github.congeal.internal.tensor.Kernels.Pair;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;

/** See {@link io.github.congeal.control.Regularizer.Gamut}. */
record Gamut(double margin, Tape tape) implements Penalty {
    @Override
    public double measure(Tensor x, Tensor gradient) {
        Kernels kernels = tape.kernels();
        kernels.clamp(x, margin, 1 - margin, gradient);
        kernels.combine(Pair.SUBTRACT, x, gradient, gradient);
        try (Tensor squares = tape.take(x.shape())) {
            kernels.copy(gradient, squares);
            kernels.scale(gradient, 2.0 / x.length());
            return new Total(tape).ofSquares(squares) / x.length();
        }
    }
}
