package io.github.congeal.internal.clip;

import io.github.congeal.internal.nn.Attention;
import io.github.congeal.internal.nn.Layer;
import io.github.congeal.internal.nn.LayerNorm;
import io.github.congeal.internal.nn.Linear;
import io.github.congeal.internal.nn.Residual;
import io.github.congeal.internal.nn.Sequence;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A transformer block with pre-normalisation over {@code [N, T, C]}: {@code x += attention(ln_1(x))}, then {@code x +=
 * mlp(ln_2(x))}.
 */
final class ResidualAttentionBlock implements Layer {
    /** The ratio of the MLP's hidden width to C. */
    static final int MLP_GROWTH = 4;

    private final Layer layers;

    /** A block with OpenAI's activation. */
    ResidualAttentionBlock(Weights weights, int width, int numHeads, @Nullable Tensor mask) {
        this(weights, width, numHeads, mask, Activation.QUICK_GELU);
    }

    /**
     * A block from torch's weights.
     *
     * @param mask the mask of {@link Attention}, or null
     */
    ResidualAttentionBlock(Weights weights, int width, int numHeads, @Nullable Tensor mask, Activation activation) {
        layers = new Sequence(List.of(
                new Residual(new Sequence(List.of(
                        new LayerNorm(weights.at("ln_1"), width),
                        inProjection(weights.at("attn"), width),
                        new Attention(numHeads, mask),
                        new Linear(weights.at("attn").at("out_proj"), width, width)))),
                mlp(weights, width, activation)));
    }

    private static Linear inProjection(Weights attention, int width) {
        return new Linear(attention, "in_proj_weight", "in_proj_bias", width, 3 * width);
    }

    /** The MLP of a block, with its normalisation and residual connection. */
    static Layer mlp(Weights weights, int width, Activation activation) {
        Weights mlp = weights.at("mlp");
        return new Residual(new Sequence(List.of(
                new LayerNorm(weights.at("ln_2"), width),
                new Linear(mlp.at("c_fc"), width, MLP_GROWTH * width),
                activation.layer(),
                new Linear(mlp.at("c_proj"), MLP_GROWTH * width, width))));
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
