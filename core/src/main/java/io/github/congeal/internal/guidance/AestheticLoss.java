package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.Kernels;
import io.github.congeal.internal.tensor.Kernels.Pair;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;

/** Minus the weighted mean score of cutouts by an {@link AestheticHead}, summed over chunks of their embeddings. */
final class AestheticLoss {
    private final AestheticHead head;
    private final Tape tape;
    private final Kernels kernels;
    private final Tensor factor;
    private double now;
    private double sum;

    AestheticLoss(AestheticHead head, Tape tape) {
        this.head = head;
        this.tape = tape;
        this.kernels = tape.kernels();
        this.factor = tape.take(1);
    }

    /**
     * Begins a step.
     *
     * @param step the number of steps taken before
     * @param total the number of the step's cutouts
     */
    void begin(int step, int total) {
        now = head.weight().applyAsDouble(step);
        sum = -now * head.bias();
        factor.write(0, -now / total);
    }

    /**
     * Adds a chunk's part of the loss.
     *
     * @param embeddings the embeddings of its cutouts, {@code [rows, width]}, not normalised; read-only
     * @param total the number of the step's cutouts
     * @param gradient the gradient with respect to the embeddings, which is added to
     */
    void add(Tensor embeddings, int total, Tensor gradient) {
        long rows = embeddings.dimension(0);
        long width = embeddings.dimension(1);
        Tensor weights = kernels.constant(head.weights(), width, 1);
        try (Tensor unit = tape.take(rows, width);
                Tensor reciprocals = tape.take(rows, 1);
                Tensor scores = tape.take(rows, 1)) {
            kernels.multiplyElements(embeddings, embeddings, unit);
            kernels.sumRows(unit, reciprocals);
            kernels.reciprocalRoot(reciprocals);
            kernels.copy(embeddings, unit);
            kernels.multiplyColumns(unit, reciprocals);
            kernels.multiply(unit, false, weights, false, scores);
            sum -= now / total * new Total(tape).of(scores);
            // The gradient is (weights - score * unit) / length: scaling an embedding does not change its score.
            kernels.multiplyColumns(unit, scores);
            kernels.scale(unit, -1);
            kernels.addBias(unit, kernels.constant(head.weights(), width));
            kernels.multiplyColumns(unit, reciprocals);
            kernels.combine(Pair.MULTIPLY, unit, factor, unit);
            kernels.add(gradient, unit);
        }
    }

    /** The loss so far. */
    double read() {
        return sum;
    }
}
