package io.github.congeal.internal.engine;

import io.github.congeal.internal.tensor.State;
import io.github.congeal.internal.tensor.Tensor;

/** Clamps each element of a gradient to -most..most, as torch's {@code clip_grad_value_} does. */
record ClippedValue(Optimizer optimizer, double most, Vectors vectors) implements Optimizer {
    @Override
    public void step(double stepSize, Tensor parameters, Tensor gradient) {
        vectors.kernels().clamp(gradient, -most, most, gradient);
        optimizer.step(stepSize, parameters, gradient);
    }

    @Override
    public void state(State state) {
        optimizer.state(state);
    }
}
