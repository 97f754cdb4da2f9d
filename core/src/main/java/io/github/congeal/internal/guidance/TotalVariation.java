package io.github.congeal.internal.guidance;

import io.github.congeal.control.Regularizer.TotalVariation.Differences;
import io.github.congeal.internal.tensor.Kernels;
import io.github.congeal.internal.tensor.Kernels.Function;
import io.github.congeal.internal.tensor.Kernels.Pair;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;

/** See {@link io.github.congeal.control.Regularizer.TotalVariation}. */
final class TotalVariation implements Penalty {
    /** Far below any difference of a picture's values other than zero. */
    private static final double TINY = 1e-20;

    private final Differences form;
    private final Tape tape;
    private final Kernels kernels;

    TotalVariation(Differences form, Tape tape) {
        this.form = form;
        this.tape = tape;
        this.kernels = tape.kernels();
    }

    @Override
    public double measure(Tensor x, Tensor gradient) {
        kernels.fill(gradient, 0);
        double sum = 0;
        for (Grid grid : Grid.values()) {
            int pairs = grid.length(x) - 1;
            if (pairs > 0) {
                sum += measure(grid, pairs, x, gradient);
            }
        }
        return sum;
    }

    private double measure(Grid grid, int pairs, Tensor x, Tensor gradient) {
        Tensor later = grid.part(x, 1, pairs);
        try (Tensor difference = tape.take(later.shape())) {
            kernels.combine(Pair.SUBTRACT, later, grid.part(x, 0, pairs), difference);
            double value = form == Differences.ANISOTROPIC
                    ? absolute(difference, 1.0 / difference.length())
                    : squared(difference, form == Differences.CROWSON ? 0.25 / x.length() : 2.0 / difference.length());
            Tensor right = grid.part(gradient, 1, pairs);
            kernels.combine(Pair.ADD, right, difference, right);
            Tensor left = grid.part(gradient, 0, pairs);
            kernels.combine(Pair.SUBTRACT, left, difference, left);
            return value;
        }
    }

    /** The sum of squares times a factor; the differences become its gradient. */
    private double squared(Tensor difference, double factor) {
        try (Tensor squares = tape.take(difference.shape())) {
            kernels.copy(difference, squares);
            double value = factor * new Total(tape).ofSquares(squares);
            kernels.scale(difference, 2 * factor);
            return value;
        }
    }

    /** The sum of absolute differences times a factor; the differences become its gradient. */
    private double absolute(Tensor difference, double factor) {
        try (Tensor sizes = tape.take(difference.shape())) {
            kernels.apply(Function.ABSOLUTE, difference, sizes);
            double value = factor * new Total(tape).of(sizes);
            kernels.clamp(sizes, TINY, Float.MAX_VALUE, sizes);
            kernels.combine(Pair.DIVIDE, difference, sizes, difference);
            kernels.scale(difference, factor);
            return value;
        }
    }
}
