package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;

/** Adds up all numbers of a tensor. */
record Total(Tape tape) {
    /** The sum; 0 in a dry run. */
    double of(Tensor x) {
        Tensor rows = x.rank() < 4 ? x.asMatrix() : x.first(x.dimension(1), x.dimension(2) * x.dimension(3));
        try (Tensor columns = tape.take(1, rows.dimension(1));
                Tensor sum = tape.take(1, 1)) {
            tape.kernels().sumColumns(rows, columns);
            tape.kernels().sumRows(columns, sum);
            return sum.toDoubles()[0];
        }
    }

    /** The sum of squares; x is overwritten with them. */
    double ofSquares(Tensor x) {
        tape.kernels().multiplyElements(x, x);
        return of(x);
    }
}
