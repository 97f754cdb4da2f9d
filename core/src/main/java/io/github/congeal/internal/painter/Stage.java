package io.github.congeal.internal.painter;

import io.github.congeal.internal.nn.Conv2d;
import io.github.congeal.internal.nn.Layer;
import io.github.congeal.internal.nn.Residual;
import io.github.congeal.internal.nn.Sequence;
import io.github.congeal.internal.nn.Swish;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.util.List;

/** What happens at one resolution: a convolution to the stage's own width, and two more added to what it gives. */
final class Stage implements Layer {
    private static final Layer SWISH = new Swish(1);

    private final Layer layers;

    Stage(Weights weights, int inputs, int outputs) {
        Weights block = weights.at("block");
        this.layers = new Sequence(List.of(
                convolution(weights.at("enter"), inputs, outputs),
                SWISH,
                new Residual(new Sequence(List.of(
                        convolution(block.at("conv1"), outputs, outputs),
                        SWISH,
                        convolution(block.at("conv2"), outputs, outputs))))));
    }

    private static Layer convolution(Weights weights, int inputs, int outputs) {
        return new Conv2d(weights, inputs, outputs, PainterArchitecture.KERNEL);
    }

    @Override
    public Tensor forward(Tensor input, Tape tape) {
        return layers.forward(input, tape);
    }

    @Override
    public Tensor backward(Tensor gradient, Tape tape) {
        return layers.backward(gradient, tape);
    }
}
