package io.github.congeal.internal.nn;

import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;

/** {@code x * sigmoid(slope * x)}: swish (SiLU) with slope 1, CLIP's QuickGELU with slope 1.702. */
public final class Swish implements Layer {
    /** The slope of CLIP's QuickGELU. */
    public static final double QUICK_GELU = 1.702;

    private final double slope;

    /** The activation with the given slope. */
    public Swish(double slope) {
        this.slope = slope;
    }

    @Override
    public Tensor forward(Tensor input, Tape tape) {
        Tensor out = tape.take(input.shape());
        tape.kernels().swish(input, slope, out);
        tape.save(input);
        return out;
    }

    @Override
    public Tensor backward(Tensor gradient, Tape tape) {
        try (Tensor input = tape.restore()) {
            Tensor result = tape.exclusive(gradient);
            tape.kernels().swishBackward(input, slope, result);
            return result;
        }
    }
}
