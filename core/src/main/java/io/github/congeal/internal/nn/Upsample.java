package io.github.congeal.internal.nn;

import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;

/** Nearest-neighbour upsampling to twice the size: {@code [N, H, W, C]} to {@code [N, 2H, 2W, C]}. */
public final class Upsample implements Layer {
    @Override
    public Tensor forward(Tensor input, Tape tape) {
        Tensor out = tape.take(input.dimension(0), 2 * input.dimension(1), 2 * input.dimension(2), input.dimension(3));
        tape.kernels().upsample(input, out);
        input.close();
        return out;
    }

    @Override
    public Tensor backward(Tensor gradient, Tape tape) {
        Tensor out = tape.take(
                gradient.dimension(0), gradient.dimension(1) / 2, gradient.dimension(2) / 2, gradient.dimension(3));
        tape.kernels().upsampleBackward(gradient, out);
        gradient.close();
        return out;
    }
}
