package io.github.congeal.internal.engine;

import io.github.congeal.internal.tensor.AdamUpdate;
import io.github.congeal.internal.tensor.Kernels.Pair;
import io.github.congeal.internal.tensor.State;
import io.github.congeal.internal.tensor.Tensor;

/** AMSGrad (Reddi et al. 2018, algorithm 2) as in torch: Adam with the largest second moment so far as the divisor. */
final class AmsGrad implements Optimizer {
    private final AdamUpdate update;
    private final Vectors vectors;
    private final Tensor mean;
    private final Tensor square;
    private final Tensor largest;
    private int steps;

    AmsGrad(AdamUpdate update, Vectors vectors, long... shape) {
        this.update = update;
        this.vectors = vectors;
        this.mean = vectors.zeros(shape);
        this.square = vectors.zeros(shape);
        this.largest = vectors.zeros(shape);
    }

    @Override
    public void step(double stepSize, Tensor parameters, Tensor gradient) {
        steps++;
        vectors.mean(mean, update.beta1(), gradient);
        vectors.meanSquare(square, update.beta2(), gradient);
        vectors.kernels().combine(Pair.MAXIMUM, largest, square, largest);
        double rate = stepSize / update.correction(steps);
        vectors.move(parameters, rate, mean, largest, 1 / update.rootCorrection(steps), update.epsilon());
    }

    @Override
    public void state(State state) {
        steps = state.count("steps", steps);
        state.tensor("mean", mean);
        state.tensor("square", square);
        state.tensor("largest", largest);
    }
}
