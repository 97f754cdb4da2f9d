package io.github.congeal.internal.clip;

import io.github.congeal.internal.nn.Layer;
import io.github.congeal.internal.nn.LayerNorm;
import io.github.congeal.internal.nn.Linear;
import io.github.congeal.internal.nn.Sequence;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * A transformer's last block of which only the first token's result is needed, {@code [N, T, C]} to {@code [N, 1, C]}:
 * the same weights and results as {@link ResidualAttentionBlock}, at a fraction of the work.
 */
final class FirstTokenBlock implements Layer {
    private final Layer attention;
    private final Layer mlp;

    /** A block of OpenAI's models. */
    FirstTokenBlock(Weights weights, int width, int numHeads) {
        this(weights, width, numHeads, Activation.QUICK_GELU);
    }

    /** A block from torch's weights. */
    FirstTokenBlock(Weights weights, int width, int numHeads, Activation activation) {
        Weights attn = weights.at("attn");
        attention = new Sequence(List.of(
                new LayerNorm(weights.at("ln_1"), width),
                attention(attn, width, numHeads),
                new Linear(attn.at("out_proj"), width, width)));
        mlp = ResidualAttentionBlock.mlp(weights, width, activation);
    }

    private static Layer attention(Weights weights, int width, int numHeads) {
        int square = width * width;
        float[] values = weights.borrow("in_proj_weight", 3L * width, width);
        float[] biases = weights.read("in_proj_bias", 3L * width);
        Linear query = new Linear(weights, values, Arrays.copyOf(biases, width), width, width);
        Linear keyAndValue = Linear.stacked(
                weights,
                target -> target.put(values, square, 2 * square),
                Arrays.copyOfRange(biases, width, 3 * width),
                width);
        return new FirstTokenAttention(query, keyAndValue, width, numHeads);
    }

    @Override
    public Tensor forward(Tensor input, Tape tape) {
        Tensor first = tape.take(input.dimension(0), 1, input.dimension(2));
        tape.kernels().copyTokens(input, 0, first, 0, 1);
        Tensor attended = attention.forward(input, tape);
        tape.kernels().add(first, attended);
        attended.close();
        return mlp.forward(first, tape);
    }

    @Override
    public Tensor backward(Tensor gradient, Tape tape) {
        try (Tensor first = mlp.backward(gradient, tape)) {
            Tensor result = attention.backward(first.retain(), tape);
            tape.kernels().addTokens(first, 0, result, 0, 1);
            return result;
        }
    }
}
