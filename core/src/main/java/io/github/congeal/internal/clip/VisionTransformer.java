package io.github.congeal.internal.clip;

import io.github.congeal.internal.nn.Layer;
import io.github.congeal.internal.nn.LayerNorm;
import io.github.congeal.internal.nn.Linear;
import io.github.congeal.internal.nn.Sequence;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** CLIP's vision transformer (Dosovitskiy et al. 2021), an image tower over patches. */
final class VisionTransformer implements ImageTower {
    private final Layer layers;

    /** A tower from torch's weights. */
    VisionTransformer(Weights visual, ClipArchitecture.ViT sizes, ClipArchitecture architecture) {
        int width = sizes.width();
        int heads = architecture.imageHeads();
        int dimension = architecture.dimension();
        Activation activation = architecture.configuration().activation();
        Weights blocks = visual.at("transformer").at("resblocks");
        int last = sizes.layers() - 1;
        List<Layer> all = new ArrayList<>();
        all.add(new PatchEmbedding(visual, sizes, architecture.configuration().statistics()));
        all.add(new LayerNorm(visual.at("ln_pre"), width));
        for (int i = 0; i < last; i++) {
            all.add(new ResidualAttentionBlock(blocks.at("" + i), width, heads, null, activation));
        }
        all.add(new FirstTokenBlock(blocks.at("" + last), width, heads, activation));
        all.add(new LayerNorm(visual.at("ln_post"), width));
        float[] projection = Matrices.transpose(visual.read("proj", width, dimension), width, dimension);
        all.add(new Linear(visual, projection, null, width, dimension));
        layers = new Sequence(all);
    }

    @Override
    public Tensor forward(Tensor input, Tape tape) {
        Tensor out = layers.forward(input, tape);
        return out.reshape(out.dimension(0), out.dimension(2));
    }

    @Override
    public Tensor backward(Tensor gradient, Tape tape) {
        return layers.backward(gradient.reshape(gradient.dimension(0), 1, gradient.dimension(1)), tape);
    }
}
