package io.github.congeal.internal.nn;

import io.github.congeal.internal.tensor.Activation;
import io.github.congeal.internal.tensor.GroupNormalization;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.util.List;

/**
 * Group normalisation over {@code [N, H, W, C]}, optionally with swish behind it: in the VQGAN the two nearly always
 * come together, and together only the input has to be kept.
 */
public final class GroupNorm implements Layer {
    private final int groups;
    private final double epsilon;
    private final boolean swish;
    private final float[] gain;
    private final float[] bias;

    /** A normalisation from torch's {@code weight} and {@code bias}, {@code [C]} each. */
    public GroupNorm(Weights weights, int channels, int groups, double epsilon, boolean swish) {
        this.groups = groups;
        this.epsilon = epsilon;
        this.swish = swish;
        this.gain = weights.read("weight", channels);
        this.bias = weights.read("bias", channels);
    }

    @Override
    public Tensor forward(Tensor input, Tape tape) {
        Tensor out = tape.take(input.shape());
        Tensor statistics = tape.take(input.dimension(0), 2, groups);
        normalization(tape).forward(input, statistics, out);
        tape.save(input);
        tape.save(statistics);
        return out;
    }

    /**
     * Finds what is to be done to the input, and keeps what the way back needs.
     *
     * @param input taken over
     * @return one for each picture; none where nothing is computed
     */
    List<Activation> prepare(Tensor input, Tape tape) {
        Tensor statistics = tape.take(input.dimension(0), 2, groups);
        List<Activation> activations = normalization(tape).prepare(input, statistics);
        tape.save(input);
        tape.save(statistics);
        return activations;
    }

    @Override
    public Tensor backward(Tensor gradient, Tape tape) {
        try (Tensor statistics = tape.restore();
                Tensor input = tape.restore()) {
            Tensor result = tape.exclusive(gradient);
            normalization(tape).backward(input, statistics, result);
            return result;
        }
    }

    private GroupNormalization normalization(Tape tape) {
        return tape.kept(
                this,
                GroupNormalization.class,
                () -> new GroupNormalization(tape.ops(), groups, epsilon, gain, bias, swish));
    }
}
