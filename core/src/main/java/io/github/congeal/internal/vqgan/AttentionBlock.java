package io.github.congeal.internal.vqgan;

import io.github.congeal.internal.nn.Attention;
import io.github.congeal.internal.nn.GradientCheckpointing;
import io.github.congeal.internal.nn.Layer;
import io.github.congeal.internal.nn.Linear;
import io.github.congeal.internal.nn.Residual;
import io.github.congeal.internal.nn.Sequence;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.function.Consumer;

/** A VQGAN's attention block: single-head self-attention over all positions of {@code [N, H, W, C]}, added to the input. */
final class AttentionBlock implements Layer {
    private static final List<String> PROJECTIONS = List.of("q", "k", "v");

    private final Layer sum;

    AttentionBlock(Weights weights, int channels, int groups) {
        Layer attention = new Sequence(List.of(
                projections(weights, channels),
                // Always checkpointed: the attention matrix grows with the square of the number of positions.
                GradientCheckpointing.always(new Attention(1)),
                Parts.pointwise(weights.at("proj_out"), channels, channels)));
        Layer branch =
                new Sequence(List.of(Parts.norm(weights.at("norm"), channels, groups), new OverPositions(attention)));
        this.sum = new Residual(branch);
    }

    /** The projections to queries, keys and values as one linear map. */
    private static Layer projections(Weights weights, int channels) {
        float[] biases = new float[PROJECTIONS.size() * channels];
        for (int i = 0; i < PROJECTIONS.size(); i++) {
            float[] bias = weights.at(PROJECTIONS.get(i)).read("bias", channels);
            System.arraycopy(bias, 0, biases, i * channels, channels);
        }
        Consumer<FloatBuffer> matrices = target ->
                PROJECTIONS.forEach(name -> weights.at(name).read("weight", target, channels, channels, 1, 1));
        return Linear.stacked(weights, matrices, biases, channels);
    }

    @Override
    public Tensor forward(Tensor input, Tape tape) {
        return sum.forward(input, tape);
    }

    @Override
    public Tensor backward(Tensor gradient, Tape tape) {
        return sum.backward(gradient, tape);
    }
}
