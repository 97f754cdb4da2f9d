package io.github.congeal.internal.engine;

import io.github.congeal.internal.tensor.AdamUpdate;
import io.github.congeal.internal.tensor.State;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;

/** Adam (Kingma and Ba 2015, algorithm 1) as one kernel. */
public final class Adam implements Optimizer {
    private final AdamUpdate update;
    private final Tape tape;
    private final Tensor mean;
    private final Tensor square;
    private int steps;

    /** An optimiser for parameters of the given shape. */
    public Adam(AdamUpdate update, Tape tape, long... shape) {
        this.update = update;
        this.tape = tape;
        this.mean = tape.take(shape);
        this.square = tape.take(shape);
        tape.kernels().fill(mean, 0);
        tape.kernels().fill(square, 0);
    }

    @Override
    public void step(double stepSize, Tensor parameters, Tensor gradient) {
        steps++;
        tape.kernels().adam(update, stepSize, steps, parameters, gradient, mean, square);
    }

    @Override
    public void state(State state) {
        steps = state.count("steps", steps);
        state.tensor("mean", mean);
        state.tensor("square", square);
    }
}
