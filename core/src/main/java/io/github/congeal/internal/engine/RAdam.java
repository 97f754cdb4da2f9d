package io.github.congeal.internal.engine;

import io.github.congeal.internal.tensor.AdamUpdate;
import io.github.congeal.internal.tensor.State;
import io.github.congeal.internal.tensor.Tensor;

/** RAdam (Liu et al. 2020, algorithm 2), as in torch. */
final class RAdam implements Optimizer {
    /** With an approximated average of at most this length, the adaptive step is not used, as in torch. */
    private static final double TRACTABLE = 5;

    private final AdamUpdate update;
    private final Vectors vectors;
    private final Tensor mean;
    private final Tensor square;
    private int steps;

    RAdam(AdamUpdate update, Vectors vectors, long... shape) {
        this.update = update;
        this.vectors = vectors;
        this.mean = vectors.zeros(shape);
        this.square = vectors.zeros(shape);
    }

    @Override
    public void step(double stepSize, Tensor parameters, Tensor gradient) {
        steps++;
        vectors.mean(mean, update.beta1(), gradient);
        vectors.meanSquare(square, update.beta2(), gradient);
        double rate = stepSize / update.correction(steps);
        double all = 2 / (1 - update.beta2()) - 1;
        double power = Math.pow(update.beta2(), steps);
        double length = all - 2 * steps * power / (1 - power);
        if (length > TRACTABLE) {
            double rectified = Math.sqrt((length - 4) * (length - 2) * all / ((all - 4) * (all - 2) * length));
            double whole = rate * rectified * update.rootCorrection(steps);
            vectors.move(parameters, whole, mean, square, 1, update.epsilon());
        } else {
            vectors.add(parameters, -rate, mean);
        }
    }

    @Override
    public void state(State state) {
        steps = state.count("steps", steps);
        state.tensor("mean", mean);
        state.tensor("square", square);
    }
}
