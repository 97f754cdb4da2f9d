package io.github.congeal.internal.nn;

import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Wrap;
import java.util.function.BiConsumer;

/**
 * Group normalisation, then swish if the normalisation includes it, then a convolution. A device may fuse them; the
 * normalised pictures are not saved for the backward pass.
 */
public final class NormalizedConv2d implements Layer {
    private final GroupNorm norm;
    private final Conv2d convolution;

    /** A normalisation followed by a convolution. */
    public NormalizedConv2d(GroupNorm norm, Conv2d convolution) {
        this.norm = norm;
        this.convolution = convolution;
    }

    @Override
    public Tensor forward(Tensor input, Tape tape) {
        return convolved(input, tape, (statistics, out) -> {
            if (tape.wrap() == Wrap.NONE) {
                tape.kernels().normalizedConvolve(norm.normalization(), input, statistics, convolution.filter(), out);
            } else {
                tape.kernels()
                        .normalizedConvolveWrapped(
                                norm.normalization(), input, statistics, convolution.filter(), tape.wrap(), out);
            }
        });
    }

    @Override
    public Tensor forwardAdding(Tensor input, Tensor added, Tape tape) {
        if (tape.wrap() != Wrap.NONE) {
            return Layer.super.forwardAdding(input, added, tape);
        }
        return convolved(
                input,
                tape,
                (statistics, out) -> tape.kernels()
                        .normalizedConvolveAndAdd(
                                norm.normalization(), input, statistics, convolution.filter(), added, out));
    }

    /** The output, computed by a kernel that is given the statistics and the output to fill. */
    private Tensor convolved(Tensor input, Tape tape, BiConsumer<Tensor, Tensor> kernel) {
        Tensor statistics = norm.takeStatistics(input, tape);
        Tensor out = convolution.takeOutput(input, tape);
        kernel.accept(statistics, out);
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
        if (tape.wrap() != Wrap.NONE) {
            return norm.backward(convolution.backward(gradient, tape), tape);
        }
        try (Tensor statistics = tape.restore();
                Tensor input = tape.restore()) {
            Tensor out = tape.take(input.shape());
            tape.kernels()
                    .normalizedConvolveBackward(
                            norm.normalization(), input, statistics, convolution.filter(), gradient, out);
            gradient.close();
            return out;
        }
    }
}
