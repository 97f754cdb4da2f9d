package io.github.congeal.internal.engine;

import io.github.congeal.internal.tensor.AdamUpdate;
import io.github.congeal.internal.tensor.State;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;

/** Adam (Kingma and Ba 2015, algorithm 1) with torch's defaults: β 0.9 and 0.999, ε 1e-8. */
public final class Adam implements Optimizer {
    private static final AdamUpdate UPDATE = new AdamUpdate(0.9, 0.999, 1e-8);

    private final Tape tape;
    private final Tensor mean;
    private final Tensor square;
    private long steps;

    /** An optimiser for parameters of the given shape. */
    public Adam(Tape tape, long... shape) {
        this.tape = tape;
        this.mean = tape.take(shape);
        this.square = tape.take(shape);
        restart();
    }

    @Override
    public void step(double stepSize, Tensor parameters, Tensor gradient) {
        steps++;
        tape.kernels().adam(UPDATE, stepSize, Math.toIntExact(steps), parameters, gradient, mean, square);
    }

    @Override
    public void restart() {
        tape.kernels().fill(mean, 0);
        tape.kernels().fill(square, 0);
        steps = 0;
    }

    @Override
    public void state(State state) {
        steps = state.number("steps", steps);
        state.tensor("mean", mean);
        state.tensor("square", square);
    }
}
