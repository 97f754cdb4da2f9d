package io.github.congeal.internal.engine;

import io.github.congeal.internal.tensor.AdamUpdate;
import io.github.congeal.internal.tensor.Kernels.Function;
import io.github.congeal.internal.tensor.Kernels.Pair;
import io.github.congeal.internal.tensor.State;
import io.github.congeal.internal.tensor.Tensor;

/** DiffGrad (Dubey et al. 2019): Adam whose step is multiplied by the sigmoid of the absolute change of the gradient. */
final class DiffGrad implements Optimizer {
    private final AdamUpdate update;
    private final Vectors vectors;
    private final Tensor mean;
    private final Tensor square;
    private final Tensor before;
    private int steps;

    DiffGrad(AdamUpdate update, Vectors vectors, long... shape) {
        this.update = update;
        this.vectors = vectors;
        this.mean = vectors.zeros(shape);
        this.square = vectors.zeros(shape);
        this.before = vectors.zeros(shape);
    }

    @Override
    public void step(double stepSize, Tensor parameters, Tensor gradient) {
        steps++;
        vectors.mean(mean, update.beta1(), gradient);
        vectors.meanSquare(square, update.beta2(), gradient);
        try (Tensor direction = vectors.scratch(mean)) {
            friction(gradient, direction);
            vectors.kernels().combine(Pair.DIVIDE, mean, direction, direction);
            double rate = stepSize * update.rootCorrection(steps) / update.correction(steps);
            vectors.move(parameters, rate, direction, square, 1, update.epsilon());
        }
        vectors.kernels().copy(gradient, before);
    }

    /** The divisor of the mean, 1 / sigmoid: 2 for an unchanged gradient, and 1 for a large change. */
    private void friction(Tensor gradient, Tensor out) {
        vectors.kernels().combine(Pair.SUBTRACT, before, gradient, out);
        vectors.kernels().apply(Function.ABSOLUTE, out, out);
        vectors.kernels().scale(out, -1);
        vectors.kernels().apply(Function.EXPONENTIAL, out, out);
        vectors.kernels().scaleAndShift(out, 1, 1);
    }

    @Override
    public void state(State state) {
        steps = state.count("steps", steps);
        state.tensor("mean", mean);
        state.tensor("square", square);
        state.tensor("before", before);
    }
}
