package io.github.congeal.internal.vqgan;

import io.github.congeal.internal.nn.Layer;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;

/** Applies a layer over sequences {@code [N, T, C]} to pictures {@code [N, H, W, C]}, whose positions are the tokens. */
final class OverPositions implements Layer {
    private final Layer inner;

    OverPositions(Layer inner) {
        this.inner = inner;
    }

    @Override
    public Tensor forward(Tensor input, Tape tape) {
        long[] shape = input.shape();
        return inner.forward(sequence(input), tape).reshape(shape);
    }

    @Override
    public Tensor backward(Tensor gradient, Tape tape) {
        long[] shape = gradient.shape();
        return inner.backward(sequence(gradient), tape).reshape(shape);
    }

    private static Tensor sequence(Tensor x) {
        return x.reshape(x.dimension(0), x.dimension(1) * x.dimension(2), x.dimension(3));
    }
}
