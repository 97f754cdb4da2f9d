package io.github.congeal.internal.engine;

import io.github.congeal.internal.tensor.State;
import io.github.congeal.internal.tensor.Tensor;

/** Weight decay as an L2 penalty, {@code gradient += decay * parameters}, as in most of torch's optimisers. */
record GradientDecay(Optimizer optimizer, double decay, Vectors vectors) implements Optimizer {
    @Override
    public void step(double stepSize, Tensor parameters, Tensor gradient) {
        vectors.add(gradient, decay, parameters);
        optimizer.step(stepSize, parameters, gradient);
    }

    @Override
    public void state(State state) {
        optimizer.state(state);
    }
}
