package io.github.congeal.internal.engine;

import io.github.congeal.internal.tensor.State;
import io.github.congeal.internal.tensor.Tensor;

/** Shortens gradients that are longer than a bound, as torch's {@code clip_grad_norm_} does. */
record ClippedNorm(Optimizer optimizer, double most, Vectors vectors) implements Optimizer {
    /** What torch adds to the length that it divides by. */
    private static final double EPSILON = 1e-6;

    @Override
    public void step(double stepSize, Tensor parameters, Tensor gradient) {
        double length = Math.sqrt(vectors.dot(gradient, gradient));
        vectors.scale(gradient, Math.min(1, most / (length + EPSILON)));
        optimizer.step(stepSize, parameters, gradient);
    }

    @Override
    public void state(State state) {
        optimizer.state(state);
    }
}
