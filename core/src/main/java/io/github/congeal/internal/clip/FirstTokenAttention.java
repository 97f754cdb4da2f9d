package io.github.congeal.internal.clip;

import io.github.congeal.internal.nn.Layer;
import io.github.congeal.internal.nn.Linear;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;

/**
 * Multi-head attention of the first token to all tokens, {@code [N, T, C]} to {@code [N, 1, C]}. The attention of the
 * other tokens is not needed and not computed.
 */
final class FirstTokenAttention implements Layer {
    private final int numHeads;
    private final double scale;
    private final Linear query;
    private final Linear keyAndValue;

    /**
     * Attention preceded by the projections of queries, keys and values.
     *
     * @param query the projection of queries, {@code [..., C]} to {@code [..., C]}
     * @param keyAndValue the projections of keys and values, {@code [..., C]} to {@code [..., 2C]}
     */
    FirstTokenAttention(Linear query, Linear keyAndValue, int width, int numHeads) {
        this.numHeads = numHeads;
        this.scale = 1 / Math.sqrt((double) width / numHeads);
        this.query = query;
        this.keyAndValue = keyAndValue;
    }

    @Override
    public Tensor forward(Tensor input, Tape tape) {
        long n = input.dimension(0);
        long tokens = input.dimension(1);
        long width = input.dimension(2);
        Tensor first = tape.take(n, 1, width);
        tape.kernels().copyTokens(input, 0, first, 0, 1);
        Tensor queries = query.forward(first, tape);
        Tensor others = keyAndValue.forward(input, tape);
        Tensor probabilities = tape.take(n, numHeads, 1, tokens);
        tape.kernels().multiply(single(queries), false, key(others), true, scale, probabilities);
        tape.kernels().softmax(probabilities, probabilities);
        Tensor out = tape.take(n, 1, width);
        tape.kernels().multiply(probabilities, false, value(others), false, single(out));
        tape.save(queries);
        tape.save(others);
        tape.save(probabilities);
        return out;
    }

    @Override
    public Tensor backward(Tensor gradient, Tape tape) {
        Tensor queryGradient;
        Tensor otherGradient;
        try (Tensor probabilities = tape.restore();
                Tensor others = tape.restore();
                Tensor queries = tape.restore();
                Tensor scores = tape.take(probabilities.shape())) {
            queryGradient = tape.take(queries.shape());
            otherGradient = tape.take(others.shape());
            tape.kernels().multiply(probabilities, true, single(gradient), false, value(otherGradient));
            tape.kernels().multiply(single(gradient), false, value(others), true, scores);
            tape.kernels().softmaxBackward(probabilities, scores);
            tape.kernels().multiply(scores, false, key(others), false, scale, single(queryGradient));
            tape.kernels().multiply(scores, true, single(queries), false, scale, key(otherGradient));
        }
        gradient.close();
        Tensor result = keyAndValue.backward(otherGradient, tape);
        try (Tensor first = query.backward(queryGradient, tape)) {
            tape.kernels().addTokens(first, 0, result, 0, 1);
        }
        return result;
    }

    private Tensor single(Tensor x) {
        return x.heads(0, 1, numHeads);
    }

    private Tensor key(Tensor x) {
        return x.heads(0, 2, numHeads);
    }

    private Tensor value(Tensor x) {
        return x.heads(1, 2, numHeads);
    }
}
