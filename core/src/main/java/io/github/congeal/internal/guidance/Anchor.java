package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.Kernels;
import io.github.congeal.internal.tensor.Kernels.Pair;
import io.github.congeal.internal.tensor.State;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * Penalises changes of the parameters or of the picture from their initial values: half the weight times the mean
 * squared difference.
 */
public class Anchor implements Term {
    private final List<String> names;
    private final boolean ofParameters;
    private final IntToDoubleFunction weight;
    private final Tape tape;
    private final Tensor place;
    private final Tensor factor;
    private boolean dropped;

    /**
     * An anchor whose target is its value at the first measurement.
     *
     * @param name the name of its loss
     * @param ofParameters whether it is measured on the parameters instead of the picture
     * @param weight the weight after a number of steps
     * @param shape the shape of the parameters or of the picture
     */
    public Anchor(String name, boolean ofParameters, IntToDoubleFunction weight, Tape tape, long... shape) {
        this.names = List.of(name);
        this.ofParameters = ofParameters;
        this.weight = weight;
        this.tape = tape;
        this.place = tape.take(shape);
        this.factor = tape.take(1);
    }

    @Override
    public List<String> names() {
        return names;
    }

    /**
     * Computes the first target.
     *
     * @param now the parameters or the picture, as they are now
     * @param to the target, overwritten
     */
    protected void drop(Tensor now, Tensor to) {
        tape.kernels().copy(now, to);
    }

    /** Called before each measurement to change the target {@code to}; by default it stays as it is. */
    protected void move(int step, Tensor now, Tensor to) {}

    @Override
    public void measure(Look look, double[] losses) {
        look.enter(Phase.REGULARISERS);
        Tensor x = ofParameters ? look.parameters() : look.picture();
        if (!dropped) {
            drop(x, place);
            dropped = true;
        }
        move(look.step(), x, place);
        double now = weight.applyAsDouble(look.step());
        Kernels kernels = tape.kernels();
        try (Tensor difference = tape.take(x.shape());
                Tensor squares = tape.take(x.shape())) {
            kernels.combine(Pair.SUBTRACT, x, place, difference);
            kernels.copy(difference, squares);
            losses[0] = now / 2 / x.length() * new Total(tape).ofSquares(squares);
            factor.write(0, now / x.length());
            kernels.combine(Pair.MULTIPLY, difference, factor, difference);
            kernels.add(ofParameters ? look.parameterGradient() : look.pictureGradient(), difference);
        }
    }

    @Override
    public void state(State state) {
        dropped = state.number("dropped", dropped ? 1 : 0) == 1;
        state.tensor("place", place);
    }
}
