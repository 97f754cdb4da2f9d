package io.github.congeal.internal.engine;

import io.github.congeal.internal.tensor.Kernels.Function;
import io.github.congeal.internal.tensor.Kernels.Pair;
import io.github.congeal.internal.tensor.State;
import io.github.congeal.internal.tensor.Tensor;

/** Adamax (Kingma and Ba 2015, algorithm 2). */
final class Adamax implements Optimizer {
    private final io.github.congeal.control.Adamax word;
    private final Vectors vectors;
    private final Tensor mean;
    private final Tensor largest;
    private int steps;

    Adamax(io.github.congeal.control.Adamax word, Vectors vectors, long... shape) {
        this.word = word;
        this.vectors = vectors;
        this.mean = vectors.zeros(shape);
        this.largest = vectors.zeros(shape);
    }

    @Override
    public void step(double stepSize, Tensor parameters, Tensor gradient) {
        steps++;
        vectors.mean(mean, word.beta1(), gradient);
        vectors.scale(largest, word.beta2());
        vectors.kernels().apply(Function.ABSOLUTE, gradient, gradient);
        vectors.kernels().scaleAndShift(gradient, 1, word.epsilon());
        vectors.kernels().combine(Pair.MAXIMUM, largest, gradient, largest);
        vectors.kernels().combine(Pair.DIVIDE, mean, largest, gradient);
        vectors.add(parameters, -stepSize / (1 - Math.pow(word.beta1(), steps)), gradient);
    }

    @Override
    public void state(State state) {
        steps = state.count("steps", steps);
        state.tensor("mean", mean);
        state.tensor("largest", largest);
    }
}
