package io.github.congeal.internal.nn;

import io.github.congeal.internal.tensor.GroupNormalization;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;

/**
 * Group normalisation over {@code [N, H, W, C]}, optionally followed by swish. In a VQGAN the two nearly always occur
 * together; combined, they save only the input and the statistics for the backward pass.
 */
public final class GroupNorm implements Layer {
    private final GroupNormalization normalization;

    /** A normalisation from torch's {@code weight} and {@code bias}, {@code [C]} each. */
    public GroupNorm(Weights weights, int channels, int groups, double epsilon, boolean swish) {
        this.normalization = new GroupNormalization(
                groups, epsilon, weights.read("weight", channels), weights.read("bias", channels), swish);
    }

    /** Its parameters. */
    GroupNormalization normalization() {
        return normalization;
    }

    /** Takes a tensor for the statistics of an input, {@code [N, 2, groups]}. */
    Tensor takeStatistics(Tensor input, Tape tape) {
        return tape.take(input.dimension(0), 2, normalization.groups());
    }

    @Override
    public Tensor forward(Tensor input, Tape tape) {
        Tensor out = tape.take(input.shape());
        Tensor statistics = takeStatistics(input, tape);
        tape.kernels().groupNormalize(normalization, input, statistics, out);
        tape.save(input);
        tape.save(statistics);
        return out;
    }

    @Override
    public Tensor backward(Tensor gradient, Tape tape) {
        try (Tensor statistics = tape.restore();
                Tensor input = tape.restore()) {
            Tensor result = tape.exclusive(gradient);
            tape.kernels().groupNormalizeBackward(normalization, input, statistics, result);
            return result;
        }
    }
}
