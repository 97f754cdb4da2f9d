package io.github.congeal.internal.engine;

import io.github.congeal.internal.tensor.State;
import io.github.congeal.internal.tensor.Tensor;

/** Decoupled weight decay (Loshchilov and Hutter 2019): scales the parameters before the step. */
record DecoupledDecay(Optimizer optimizer, double decay, Vectors vectors) implements Optimizer {
    @Override
    public void step(double stepSize, Tensor parameters, Tensor gradient) {
        vectors.scale(parameters, 1 - stepSize * decay);
        optimizer.step(stepSize, parameters, gradient);
    }

    @Override
    public void state(State state) {
        optimizer.state(state);
    }
}
