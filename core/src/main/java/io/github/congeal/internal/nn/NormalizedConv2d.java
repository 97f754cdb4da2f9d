package io.github.congeal.internal.nn;

import io.github.congeal.internal.tensor.Activation;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.util.List;

/**
 * A normalisation by groups with swish and the convolution behind it in one: the picture between them exists only in
 * the processor's cache.
 */
public final class NormalizedConv2d implements Layer {
    private final GroupNorm norm;
    private final TiledConv2d convolution;

    /** The two as one; the normalisation must have its swish. */
    public NormalizedConv2d(GroupNorm norm, TiledConv2d convolution) {
        this.norm = norm;
        this.convolution = convolution;
    }

    @Override
    public Tensor forward(Tensor input, Tape tape) {
        List<Activation> activations = norm.prepare(input.retain(), tape);
        return convolution.forward(input, activations, tape);
    }

    @Override
    public void replay(Tensor input, Tape tape) {
        norm.prepare(input, tape);
    }

    @Override
    public Tensor backward(Tensor gradient, Tape tape) {
        return norm.backward(convolution.backward(gradient, tape), tape);
    }
}
