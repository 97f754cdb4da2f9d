package io.github.congeal.internal.nn;

import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;

/** Average pooling, {@code [N, H, W, C]} to {@code [N, H / size, W / size, C]}. */
public final class AveragePool implements Layer {
    private final int size;

    /** A pooling with kernel and stride {@code size}. */
    public AveragePool(int size) {
        this.size = size;
    }

    @Override
    public Tensor forward(Tensor input, Tape tape) {
        Tensor out =
                tape.take(input.dimension(0), input.dimension(1) / size, input.dimension(2) / size, input.dimension(3));
        tape.kernels().averagePool(input, size, out);
        input.close();
        return out;
    }

    @Override
    public Tensor backward(Tensor gradient, Tape tape) {
        Tensor out = tape.take(
                gradient.dimension(0),
                gradient.dimension(1) * size,
                gradient.dimension(2) * size,
                gradient.dimension(3));
        tape.kernels().averagePoolBackward(gradient, size, out);
        gradient.close();
        return out;
    }
}
