package io.github.congeal.internal.clip;

import io.github.congeal.internal.nn.Layer;
import io.github.congeal.internal.nn.LayerNorm;
import io.github.congeal.internal.nn.Linear;
import io.github.congeal.internal.nn.Sequence;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** CLIP's text tower: a transformer over tokens, whose output at the end token is projected to the embedding. */
final class TextTransformer {
    private final ClipArchitecture.Text sizes;
    private final Tensor words;
    private final Tensor positions;
    private final Layer blocks;
    private final Layer head;

    /** A tower from torch's weights. */
    TextTransformer(Weights weights, ClipArchitecture architecture) {
        sizes = architecture.text();
        int dimension = architecture.dimension();
        int width = sizes.width();
        int context = sizes.context();
        long[] table = {sizes.vocabulary(), width};
        words = weights.keep("token_embedding.weight", table, table);
        positions = weights.keep(weights.read("positional_embedding", context, width), (long) context * width);
        Tensor mask = causalMask(weights, context);
        Weights resblocks = weights.at("transformer").at("resblocks");
        List<Layer> all = new ArrayList<>();
        for (int i = 0; i < sizes.layers(); i++) {
            all.add(new ResidualAttentionBlock(
                    resblocks.at("" + i),
                    width,
                    architecture.textHeads(),
                    mask,
                    architecture.configuration().activation()));
        }
        blocks = new Sequence(all);
        float[] projection = Matrices.transpose(weights.read("text_projection", width, dimension), width, dimension);
        head = new Sequence(List.of(
                new LayerNorm(weights.at("ln_final"), width), new Linear(weights, projection, null, width, dimension)));
    }

    /** The causal mask, {@code [context * context]}: minus infinity where a token would attend to a later one. */
    static Tensor causalMask(Weights owner, int context) {
        float[] mask = new float[context * context];
        for (int row = 0; row < context; row++) {
            Arrays.fill(mask, row * context + row + 1, (row + 1) * context, Float.NEGATIVE_INFINITY);
        }
        return owner.keep(mask, (long) context * context);
    }

    /**
     * The embedding of a text, {@code [dimension]}, not normalised.
     *
     * @param tokens {@code [context]}; the end token has the highest number
     * @param tape need not record
     * @throws IllegalArgumentException if there are not as many, or one is not in the vocabulary
     */
    float[] embed(int[] tokens, Tape tape) {
        requireValid(tokens);
        int context = sizes.context();
        int width = sizes.width();
        Tensor x = tape.take(1, context, width);
        float[] word = new float[width];
        for (int i = 0; i < context; i++) {
            words.read((long) tokens[i] * width, word, 0, width);
            x.write((long) i * width, word, 0, width);
        }
        tape.kernels().addBias(x.reshape(1, positions.length()), positions);
        Tensor last = tape.take(1, 1, width);
        try (Tensor out = blocks.forward(x, tape)) {
            tape.kernels().copyTokens(out, indexOfLargest(tokens), last, 0, 1);
        }
        try (Tensor embedding = head.forward(last, tape)) {
            return embedding.toFloats();
        }
    }

    private void requireValid(int... tokens) {
        if (tokens.length != sizes.context()) {
            throw new IllegalArgumentException(
                    "this CLIP reads texts of %s tokens, not of %s".formatted(sizes.context(), tokens.length));
        }
        for (int token : tokens) {
            if (token < 0 || token >= sizes.vocabulary()) {
                throw new IllegalArgumentException(
                        "this CLIP knows the tokens 0 to %s, not %s".formatted(sizes.vocabulary() - 1, token));
            }
        }
    }

    private static int indexOfLargest(int... tokens) {
        int best = 0;
        for (int i = 1; i < tokens.length; i++) {
            if (tokens[i] > tokens[best]) {
                best = i;
            }
        }
        return best;
    }
}
