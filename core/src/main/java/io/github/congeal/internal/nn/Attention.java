package io.github.congeal.internal.nn;

import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Multi-head scaled dot-product attention (Vaswani et al. 2017) without its projections: {@code softmax(Q Kᵀ / sqrt(d)) V}.
 *
 * <p>Input {@code [N, T, 3C]}: queries, keys and values, concatenated along the last dimension, each with its heads
 * concatenated. Output {@code [N, T, C]}.
 */
public final class Attention implements Layer {
    private static final int PARTS = 3;

    private final int numHeads;
    private final @Nullable Tensor mask;

    /**
     * Attention of every token to every token.
     *
     * @param numHeads the number of attention heads, which divides C
     */
    public Attention(int numHeads) {
        this(numHeads, null);
    }

    /**
     * Attention with a mask.
     *
     * @param mask {@code [T * T]}, added to the scores: minus infinity where a token must not attend
     */
    public Attention(int numHeads, @Nullable Tensor mask) {
        this.numHeads = numHeads;
        this.mask = mask;
    }

    @Override
    public Tensor forward(Tensor input, Tape tape) {
        Tensor probabilities = probabilities(input, tape);
        Tensor out = tape.take(input.dimension(0), input.dimension(1), input.dimension(2) / PARTS);
        tape.kernels().multiply(probabilities, false, value(input), false, out.heads(0, 1, numHeads));
        tape.save(input);
        tape.save(probabilities);
        return out;
    }

    @Override
    public void replay(Tensor input, Tape tape) {
        Tensor probabilities = probabilities(input, tape);
        tape.save(input);
        tape.save(probabilities);
    }

    /** The attention weights, {@code [N, numHeads, T, T]}. */
    private Tensor probabilities(Tensor input, Tape tape) {
        long n = input.dimension(0);
        long t = input.dimension(1);
        Tensor probabilities = tape.take(n, numHeads, t, t);
        double scale = scale(input.dimension(2) / PARTS);
        tape.kernels().multiply(query(input), false, key(input), true, scale, probabilities);
        if (mask != null) {
            tape.kernels().addBias(probabilities.reshape(n * numHeads, t * t), mask);
        }
        tape.kernels().softmax(probabilities, probabilities);
        return probabilities;
    }

    @Override
    public Tensor backward(Tensor gradient, Tape tape) {
        try (Tensor probabilities = tape.restore();
                Tensor input = tape.restore();
                Tensor scores = tape.take(probabilities.shape())) {
            Tensor outputs = gradient.heads(0, 1, numHeads);
            Tensor result = tape.take(input.shape());
            tape.kernels().multiply(probabilities, true, outputs, false, value(result));
            tape.kernels().multiply(outputs, false, value(input), true, scores);
            gradient.close();
            tape.kernels().softmaxBackward(probabilities, scores);
            double scale = scale(input.dimension(2) / PARTS);
            tape.kernels().multiply(scores, false, key(input), false, scale, query(result));
            tape.kernels().multiply(scores, true, query(input), false, scale, key(result));
            return result;
        }
    }

    private double scale(long width) {
        return 1 / Math.sqrt((double) width / numHeads);
    }

    private Tensor query(Tensor x) {
        return x.heads(0, PARTS, numHeads);
    }

    private Tensor key(Tensor x) {
        return x.heads(1, PARTS, numHeads);
    }

    private Tensor value(Tensor x) {
        return x.heads(2, PARTS, numHeads);
    }
}
