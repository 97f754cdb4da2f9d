package io.github.congeal.internal.engine;

import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.util.Optional;

/**
 * Detects NaN and infinity in what a step moves, which the lookup of the nearest code would hide. The check runs on the
 * device and yields one number per step, which is read together with the losses.
 */
final class FiniteGuard {
    private final Vectors vectors;
    private final Tensor ofGradient;
    private final Tensor ofParameters;
    private final Tensor ofBoth;

    FiniteGuard(Tape tape) {
        vectors = new Vectors(tape);
        ofGradient = vectors.zeros(1, 1);
        ofParameters = vectors.zeros(1, 1);
        ofBoth = vectors.zeros(1, 1);
    }

    /** Looks at the gradient by which the next step moves. */
    void seeGradient(Tensor gradient) {
        look(gradient, ofGradient);
        vectors.kernels().copy(ofGradient, ofBoth);
    }

    /** Looks at the parameters that were moved. */
    void seeParameters(Tensor parameters) {
        look(parameters, ofParameters);
        vectors.kernels().add(ofBoth, ofParameters);
    }

    /** Zero if all numbers are finite, and NaN if not. */
    private void look(Tensor numbers, Tensor result) {
        try (Tensor zeros = vectors.scratch(numbers)) {
            vectors.kernels().fill(zeros, 0);
            vectors.dot(zeros, numbers, result);
        }
    }

    /** What was not finite first, in words; empty if all was. */
    Optional<String> complaint() {
        if (isFinite(ofBoth)) {
            return Optional.empty();
        }
        return Optional.of(isFinite(ofGradient) ? "what is optimised" : "the gradient");
    }

    private static boolean isFinite(Tensor number) {
        return Double.isFinite(number.toDoubles()[0]);
    }
}
