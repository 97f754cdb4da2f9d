package io.github.congeal.internal.engine;

import io.github.congeal.internal.tensor.Saved;
import io.github.congeal.internal.tensor.State;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;

/** The bias-corrected exponential moving average (EMA) of parameters: the notebooks' {@code EMATensor}. */
final class LatentAverage implements Saved {
    private final double kept;
    private final Vectors vectors;
    private final Tensor sum;
    /** The part of the sum that is still the zeros it began with. */
    private double empty = 1;

    /**
     * Of nothing yet.
     *
     * @param kept which part of it is kept at each step
     */
    LatentAverage(double kept, Tape tape, long... shape) {
        this.kept = kept;
        this.vectors = new Vectors(tape);
        this.sum = vectors.zeros(shape);
    }

    /** Whether nothing was seen yet. */
    boolean isEmpty() {
        return empty == 1;
    }

    /** Takes parameters into the average. */
    void see(Tensor parameters) {
        empty *= kept;
        vectors.mean(sum, kept, parameters);
    }

    /** The average; to be given back. */
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
