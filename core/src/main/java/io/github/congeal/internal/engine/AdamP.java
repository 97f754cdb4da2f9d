package io.github.congeal.internal.engine;

import io.github.congeal.internal.tensor.AdamUpdate;
import io.github.congeal.internal.tensor.State;
import io.github.congeal.internal.tensor.Tensor;

/** AdamP (Heo et al. 2021, algorithm 2), with all parameters as one vector. */
final class AdamP implements Optimizer {
    private final io.github.congeal.control.AdamP word;
    private final AdamUpdate update;
    private final Vectors vectors;
    private final Tensor mean;
    private final Tensor square;
    private int steps;

    AdamP(io.github.congeal.control.AdamP word, Vectors vectors, long... shape) {
        this.word = word;
        this.update = new AdamUpdate(word.beta1(), word.beta2(), word.epsilon());
        this.vectors = vectors;
        this.mean = vectors.zeros(shape);
        this.square = vectors.zeros(shape);
    }

    @Override
    public void step(double stepSize, Tensor parameters, Tensor gradient) {
        steps++;
        vectors.mean(mean, update.beta1(), gradient);
        vectors.meanSquare(square, update.beta2(), gradient);
        double length = Math.sqrt(vectors.dot(parameters, parameters)) + word.epsilon();
        boolean across = isAcross(parameters, length, gradient);
        try (Tensor step = vectors.scratch(parameters)) {
            perturbation(gradient, step);
            // A factor of 0 instead of no call, so that a dry run, which has no values, takes the memory of both cases.
            vectors.add(step, across ? -vectors.dot(parameters, step) / (length * length) : 0, parameters);
            double decay = word.weightDecay() * (across ? word.decayRatio() : 1);
            if (decay > 0) {
                vectors.scale(parameters, 1 - stepSize * decay);
            }
            vectors.add(parameters, -stepSize / update.correction(steps), step);
        }
    }

    /** The step before the projection; the gradient is undefined afterwards. */
    private void perturbation(Tensor gradient, Tensor out) {
        if (word.nesterov()) {
            vectors.scale(gradient, 1 - update.beta1());
            vectors.add(gradient, update.beta1(), mean);
        }
        Tensor direction = word.nesterov() ? gradient : mean;
        vectors.ratio(direction, square, 1 / update.rootCorrection(steps), update.epsilon(), out);
    }

    /** Whether the gradient and the parameters are nearly orthogonal. */
    private boolean isAcross(Tensor parameters, double length, Tensor gradient) {
        double gradientLength = Math.sqrt(vectors.dot(gradient, gradient)) + word.epsilon();
        double cosine = Math.abs(vectors.dot(gradient, parameters)) / gradientLength / length;
        return cosine < word.delta() / Math.sqrt(parameters.length());
    }

    @Override
    public void state(State state) {
        steps = state.count("steps", steps);
        state.tensor("mean", mean);
        state.tensor("square", square);
    }
}
