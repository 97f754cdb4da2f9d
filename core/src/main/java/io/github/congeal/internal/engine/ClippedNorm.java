package io.github.congeal.internal.engine;

import io.github.congeal.internal.tensor.State;
import io.github.congeal.internal.tensor.Tensor;

/** Scales gradients down to a maximum norm, as torch's {@code clip_grad_norm_} does. */
record ClippedNorm(Optimizer optimizer, double most, Vectors vectors) implements Optimizer {
    /** Added to the norm, as in torch. */
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
