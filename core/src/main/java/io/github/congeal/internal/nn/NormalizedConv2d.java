package io.github.congeal.internal.nn;

import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;

/**
 * Group normalisation, with its swish if it has one, and the convolution behind it: a device may compute the two at
 * once, and the picture between them is not kept.
 */
public final class NormalizedConv2d implements Layer {
    private final GroupNorm norm;
    private final Conv2d convolution;

    /** The two as one. */
    public NormalizedConv2d(GroupNorm norm, Conv2d convolution) {
        this.norm = norm;
        this.convolution = convolution;
    }

    @Override
    public Tensor forward(Tensor input, Tape tape) {
        Tensor statistics = norm.takeStatistics(input, tape);
        Tensor out = convolution.takeOutput(input, tape);
        tape.kernels().normalizedConvolve(norm.normalization(), input, statistics, convolution.filter(), out);
        tape.save(input);
        tape.save(statistics);
        return out;
    }

    @Override
    public void replay(Tensor input, Tape tape) {
        Tensor statistics = norm.takeStatistics(input, tape);
        tape.kernels().groupStatistics(norm.normalization(), input, statistics);
        tape.save(input);
        tape.save(statistics);
    }

    @Override
    public Tensor backward(Tensor gradient, Tape tape) {
        return norm.backward(convolution.backward(gradient, tape), tape);
    }
}
