package io.github.congeal.internal.vqgan;

import io.github.congeal.internal.nn.GradientCheckpointing;
import io.github.congeal.internal.nn.Layer;
import io.github.congeal.internal.nn.Sequence;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** A VQGAN's decoder: features {@code [N, h, w, z]} to pictures {@code [N, f h, f w, 3]}, -1..1 or slightly beyond. */
final class Decoder implements Layer {
    private final Layer layers;

    Decoder(Weights weights, VqganArchitecture architecture) {
        List<Layer> list = new ArrayList<>();
        int width = architecture.deepestWidth();
        list.add(Parts.convolution(weights.at("conv_in"), architecture.latentChannels(), width));
        list.addAll(Encoder.middle(weights.at("mid"), architecture));
        Layer enlargement = null;
        for (int level = architecture.levels() - 1; level >= 0; level--) {
            Weights up = weights.at("up").at("" + level);
            List<Layer> stage = stage(up, architecture, level, width);
            width = architecture.widths().get(level);
            if (enlargement != null) {
                // With gradient checkpointing, the input of the upsampling is saved, which is a quarter of its output.
                stage.set(0, new GradientCheckpointing(new Sequence(List.of(enlargement, stage.get(0))), level));
            }
            list.addAll(stage);
            if (level > 0) {
                enlargement = Parts.upsample(up.at("upsample"), width);
            }
        }
        list.add(Parts.activatedConvolution(
                weights.at("norm_out"), weights.at("conv_out"), width, Parts.COLOURS, architecture.groups()));
        list.addAll(architecture.style().afterDecoder());
        this.layers = new Sequence(list);
    }

    /** The layers at one resolution. */
    private static List<Layer> stage(Weights up, VqganArchitecture architecture, int level, int widthBefore) {
        int width = architecture.widths().get(level);
        List<Layer> stage = new ArrayList<>();
        for (int block = 0; block < architecture.decoderBlocks(); block++) {
            int inputs = block == 0 ? widthBefore : width;
            Weights weights = up.at("block").at("" + block);
            int following = (level + 1) * architecture.decoderBlocks() - 1 - block;
            stage.add(new ResidualBlock(
                    weights, architecture.style(), inputs, width, architecture.groups(), level, following));
            if (architecture.hasAttention(level)) {
                stage.add(new AttentionBlock(up.at("attn").at("" + block), width, architecture.groups()));
            }
        }
        return stage;
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
