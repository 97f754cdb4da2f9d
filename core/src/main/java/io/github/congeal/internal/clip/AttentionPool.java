package io.github.congeal.internal.clip;

import io.github.congeal.internal.nn.AveragePool;
import io.github.congeal.internal.nn.Layer;
import io.github.congeal.internal.nn.Linear;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;

/**
 * Attention pooling, {@code [N, g, g, C]} to {@code [N, dimension]}: the pixels are tokens, preceded by their mean as
 * one more token; the output is the attention of this token to all tokens, projected.
 */
final class AttentionPool implements Layer {
    private final int grid;
    private final Layer mean;
    private final Tensor positions;
    private final Layer attention;
    private final Linear projection;

    /**
     * A pooling from torch's weights.
     *
     * @param grid the side g of the input
     * @param width the input channels C, which numHeads divides
     * @param dimension the dimension of the output
     */
    AttentionPool(Weights weights, int grid, int width, int numHeads, int dimension) {
        this.grid = grid;
        this.mean = new AveragePool(grid);
        int tokens = grid * grid + 1;
        this.positions = weights.keep(weights.read("positional_embedding", tokens, width), (long) tokens * width);
        this.attention = new FirstTokenAttention(
                new Linear(weights.at("q_proj"), width, width), keyAndValue(weights, width), width, numHeads);
        this.projection = new Linear(weights.at("c_proj"), width, dimension);
    }

    private static Linear keyAndValue(Weights weights, int width) {
        Weights key = weights.at("k_proj");
        Weights value = weights.at("v_proj");
        float[] biases = new float[2 * width];
        System.arraycopy(key.read("bias", width), 0, biases, 0, width);
        System.arraycopy(value.read("bias", width), 0, biases, width, width);
        return Linear.stacked(
                weights,
                target -> {
                    key.read("weight", target, width, width);
                    value.read("weight", target, width, width);
                },
                biases,
                width);
    }

    @Override
    public Tensor forward(Tensor input, Tape tape) {
        long n = input.dimension(0);
        long width = input.dimension(3);
        long pixels = (long) grid * grid;
        Tensor tokens = tape.take(n, 1 + pixels, width);
        tape.kernels().copyTokens(input.reshape(n, pixels, width), 0, tokens, 1, pixels);
        try (Tensor average = mean.forward(input, tape).reshape(n, 1, width)) {
            tape.kernels().copyTokens(average, 0, tokens, 0, 1);
        }
        tape.kernels().addBias(tokens.reshape(n, positions.length()), positions);
        Tensor out = projection.forward(attention.forward(tokens, tape), tape);
        return out.reshape(n, out.dimension(2));
    }

    @Override
    public Tensor backward(Tensor gradient, Tape tape) {
        long n = gradient.dimension(0);
        Tensor pooled = projection.backward(gradient.reshape(n, 1, gradient.dimension(1)), tape);
        try (Tensor tokens = attention.backward(pooled, tape)) {
            long width = tokens.dimension(2);
            long pixels = (long) grid * grid;
            Tensor average = tape.take(n, 1, width);
            tape.kernels().copyTokens(tokens, 0, average, 0, 1);
            Tensor result = mean.backward(average.reshape(n, 1, 1, width), tape);
            tape.kernels().addTokens(tokens, 1, result.reshape(n, pixels, width), 0, pixels);
            return result;
        }
    }
}
