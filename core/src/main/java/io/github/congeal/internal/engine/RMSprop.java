package io.github.congeal.internal.engine;

import io.github.congeal.internal.tensor.Kernels.Pair;
import io.github.congeal.internal.tensor.State;
import io.github.congeal.internal.tensor.Tensor;

/** RMSprop (Hinton 2012), as in torch. */
final class RMSprop implements Optimizer {
    private final io.github.congeal.control.RMSprop word;
    private final Vectors vectors;
    private final Tensor square;
    private final Tensor mean;
    private final Tensor velocity;

    RMSprop(io.github.congeal.control.RMSprop word, Vectors vectors, long... shape) {
        this.word = word;
        this.vectors = vectors;
        this.square = vectors.zeros(shape);
        this.mean = vectors.zeros(shape);
        this.velocity = vectors.zeros(shape);
    }

    @Override
    public void step(double stepSize, Tensor parameters, Tensor gradient) {
        vectors.meanSquare(square, word.alpha(), gradient);
        try (Tensor variance = vectors.scratch(square)) {
            vectors.kernels().copy(square, variance);
            if (word.centered()) {
                vectors.mean(mean, word.alpha(), gradient);
                vectors.addSquare(variance, -1, mean);
                // Rounding can make the variance negative.
                vectors.kernels()
                        .combine(
                                Pair.MAXIMUM,
                                variance,
                                vectors.kernels().constants().number(0, variance.precision()),
                                variance);
            }
            vectors.ratio(gradient, variance, 1, word.epsilon(), variance);
            vectors.scale(velocity, word.momentum());
            vectors.kernels().add(velocity, variance);
            vectors.add(parameters, -stepSize, velocity);
        }
    }

    @Override
    public void state(State state) {
        state.tensor("square", square);
        state.tensor("mean", mean);
        state.tensor("velocity", velocity);
    }
}
