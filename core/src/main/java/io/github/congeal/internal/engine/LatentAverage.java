package io.github.congeal.internal.engine;

import io.github.congeal.internal.tensor.Saved;
import io.github.congeal.internal.tensor.State;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;

/** The bias-corrected exponential moving average (EMA) of parameters, the {@code EMATensor} of VQGAN+CLIP notebooks. */
final class LatentAverage implements Saved {
    private final double kept;
    private final Vectors vectors;
    private final Tensor sum;
    /** The weight that the initial zeros still have in the sum. */
    private double empty = 1;

    /**
     * An empty average.
     *
     * @param kept the decay rate, 0..1
     */
    LatentAverage(double kept, Tape tape, long... shape) {
        this.kept = kept;
        this.vectors = new Vectors(tape);
        this.sum = vectors.zeros(shape);
    }

    /** Whether no parameters were added yet. */
    boolean isEmpty() {
        return empty == 1;
    }

    /** Adds parameters to the average. */
    void see(Tensor parameters) {
        empty *= kept;
        vectors.mean(sum, kept, parameters);
    }

    /** The average; to be closed. */
    Tensor average() {
        Tensor average = vectors.scratch(sum);
        vectors.kernels().copy(sum, average);
        vectors.scale(average, 1 / (1 - empty));
        return average;
    }

    @Override
    public void state(State state) {
        empty = state.real("empty", empty);
        state.tensor("sum", sum);
    }
}
