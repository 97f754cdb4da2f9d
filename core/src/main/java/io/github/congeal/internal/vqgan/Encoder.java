package io.github.congeal.internal.vqgan;

import io.github.congeal.internal.nn.Conv2d;
import io.github.congeal.internal.nn.Layer;
import io.github.congeal.internal.nn.Sequence;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** A VQGAN's encoder: pictures {@code [N, H, W, 3]}, -1..1, to features {@code [N, H / f, W / f, z]}. */
final class Encoder implements Layer {
    private final Layer layers;

    Encoder(Weights weights, VqganArchitecture architecture) {
        List<Layer> list = new ArrayList<>();
        int width = architecture.channels();
        list.addAll(architecture.style().beforeEncoder());
        list.add(Parts.convolution(weights.at("conv_in"), Parts.COLOURS, width));
        for (int level = 0; level < architecture.levels(); level++) {
            Weights down = weights.at("down").at("" + level);
            for (int block = 0; block < architecture.blocks(); block++) {
                int outputs = architecture.widths().get(level);
                list.add(new ResidualBlock(
                        down.at("block").at("" + block), architecture.style(), width, outputs, architecture.groups()));
                width = outputs;
                if (architecture.hasAttention(level)) {
                    list.add(new AttentionBlock(down.at("attn").at("" + block), width, architecture.groups()));
                }
            }
            if (level < architecture.levels() - 1) {
                list.add(architecture.style().halve(down, width));
            }
        }
        list.addAll(middle(weights.at("mid"), architecture));
        Conv2d end = new Conv2d(
                weights.at("conv_out"),
                width,
                architecture.latentChannels(),
                architecture.style().encoderEnd());
        list.add(Parts.activated(weights.at("norm_out"), end, width, architecture.groups()));
        this.layers = new Sequence(list);
    }

    /** The middle blocks at the lowest resolution, the same in encoder and decoder. */
    static List<Layer> middle(Weights weights, VqganArchitecture architecture) {
        int width = architecture.deepestWidth();
        List<Layer> list = new ArrayList<>();
        list.add(new ResidualBlock(weights.at("block_1"), architecture.style(), width, width, architecture.groups()));
        if (architecture.middleAttention()) {
            list.add(new AttentionBlock(weights.at("attn_1"), width, architecture.groups()));
        }
        list.add(new ResidualBlock(weights.at("block_2"), architecture.style(), width, width, architecture.groups()));
        return list;
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
