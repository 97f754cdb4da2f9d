package io.github.congeal.internal.vqgan;

import io.github.congeal.internal.nn.GradientCheckpointing;
import io.github.congeal.internal.nn.Layer;
import io.github.congeal.internal.nn.Sequence;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.util.List;

/**
 * A VQGAN's residual block: twice group normalisation, swish and a 3x3 convolution, added to the input. If the number of
 * channels changes, a 1x1 convolution adapts it.
 */
final class ResidualBlock implements Layer {
    private final Layer sum;

    /** A block without gradient checkpointing. */
    ResidualBlock(Weights weights, Style style, int inputs, int outputs, int groups) {
        this(weights, style, inputs, outputs, groups, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    /**
     * A block for gradient checkpointing.
     *
     * @param level its resolution: 0 is the highest
     * @param following the number of blocks between this one and the decoder's end
     */
    ResidualBlock(Weights weights, Style style, int inputs, int outputs, int groups, int level, int following) {
        Layer branch = new Sequence(List.of(
                Parts.activatedConvolution(weights.at("norm1"), weights.at("conv1"), inputs, outputs, groups),
                Parts.activatedConvolution(weights.at("norm2"), weights.at("conv2"), outputs, outputs, groups)));
        this.sum = style.residual(weights, new GradientCheckpointing(branch, level, following), inputs, outputs);
    }

    @Override
    public Tensor forward(Tensor input, Tape tape) {
        return sum.forward(input, tape);
    }

    @Override
    public void replay(Tensor input, Tape tape) {
        sum.replay(input, tape);
    }

    @Override
    public Tensor backward(Tensor gradient, Tape tape) {
        return sum.backward(gradient, tape);
    }
}
