package io.github.congeal.internal.engine;

import io.github.congeal.internal.tensor.State;
import io.github.congeal.internal.tensor.Tensor;

/** Adagrad (Duchi et al. 2011). */
final class Adagrad implements Optimizer {
    private final io.github.congeal.control.Adagrad word;
    private final Vectors vectors;
    private final Tensor sum;
    private int steps;

    Adagrad(io.github.congeal.control.Adagrad word, Vectors vectors, long... shape) {
        this.word = word;
        this.vectors = vectors;
        this.sum = vectors.zeros(shape);
    }

    @Override
    public void step(double stepSize, Tensor parameters, Tensor gradient) {
        double rate = stepSize / (1 + steps * word.learningRateDecay());
        if (steps == 0) {
            vectors.kernels().fill(sum, word.initialAccumulator());
        }
        steps++;
        vectors.addSquare(sum, 1, gradient);
        vectors.move(parameters, rate, gradient, sum, 1, word.epsilon());
    }

    @Override
    public void state(State state) {
        steps = state.count("steps", steps);
        state.tensor("sum", sum);
    }
}
