package io.github.congeal.internal.engine;

import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.util.Optional;

/**
 * Detects NaN and infinity in gradients and parameters, which the search for the nearest code would hide. The check
 * runs on the device and yields one number per step, which is read together with the losses.
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

    /** Checks the gradient before a step. */
    void seeGradient(Tensor gradient) {
        look(gradient, ofGradient);
        vectors.kernels().copy(ofGradient, ofBoth);
    }

    /** Checks the parameters after a step. */
    void seeParameters(Tensor parameters) {
        look(parameters, ofParameters);
        vectors.kernels().add(ofBoth, ofParameters);
    }

    /** Sets the result to 0 if all elements are finite, and to NaN if not: 0 times infinity is NaN. */
    private void look(Tensor numbers, Tensor result) {
        try (Tensor zeros = vectors.scratch(numbers)) {
            vectors.kernels().fill(zeros, 0);
            vectors.dot(zeros, numbers, result);
        }
    }

    /** What was not finite, in words; empty if everything was. */
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
