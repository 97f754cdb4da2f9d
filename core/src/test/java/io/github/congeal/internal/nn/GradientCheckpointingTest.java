package io.github.congeal.internal.nn;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Devices;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class GradientCheckpointingTest {
    private static final long[] SHAPE = {1, 16, 12, 8};

    @Test
    void givesTheVeryNumbersOfTheLayerInsideAndKeepsLess() {
        try (Weights weights = new Weights(new AnyWeights(), Devices.automatic())) {
            Layer inner = inner(weights);
            // Another such layer before it, so that what the first keeps is there while the second is at work.
            Layer layer =
                    new Sequence(List.of(new GradientCheckpointing(inner, 0), new GradientCheckpointing(inner, 0)));
            Result kept = run(layer, 0);
            Result checkpointed = run(layer, 1);
            assertThat(checkpointed.output).isEqualTo(kept.output);
            assertThat(checkpointed.gradient).isEqualTo(kept.gradient);
            assertThat(checkpointed.bytes).isLessThan(kept.bytes);
        }
    }

    @Test
    void aSparedBlockIsKept() {
        try (Weights weights = new Weights(new AnyWeights(), Devices.automatic())) {
            Layer inner = inner(weights);
            Layer layer = new Sequence(
                    List.of(new GradientCheckpointing(inner, 0, 1), new GradientCheckpointing(inner, 0, 0)));
            Result kept = run(layer, 0);
            Result spared = run(layer, 1, 1);
            assertThat(spared.output).isEqualTo(kept.output);
            assertThat(spared.gradient).isEqualTo(kept.gradient);
            assertThat(spared.bytes).isLessThan(kept.bytes);
            assertThat(run(layer, 1, 2).bytes).isEqualTo(kept.bytes);
        }
    }

    private static Layer inner(Weights weights) {
        return new Sequence(List.of(
                new GroupNorm(weights.at("norm1"), 8, 4, 1e-6, true),
                new Conv2d(weights.at("conv"), 8, 8, 3),
                new GroupNorm(weights.at("norm2"), 8, 4, 1e-6, true)));
    }

    private record Result(float[] output, float[] gradient, long bytes) {}

    private static Result run(Layer layer, int levels) {
        return run(layer, levels, 0);
    }

    private static Result run(Layer layer, int levels, int spared) {
        try (Buffers buffers = Buffers.create(Devices.automatic())) {
            Tape tape = new Tape(buffers);
            tape.checkpoint(levels);
            tape.spare(spared);
            Tensor x = numbers(tape, "x");
            float[] output;
            try (Tensor out = layer.forward(x, tape)) {
                output = out.toFloats();
            }
            try (Tensor gradient = layer.backward(numbers(tape, "g"), tape)) {
                return new Result(output, gradient.toFloats(), buffers.bytes());
            }
        }
    }

    private static Tensor numbers(Tape tape, String name) {
        Tensor tensor = tape.take(SHAPE);
        tensor.write(0, HashWeights.values(name, tensor.length(), 1), 0, (int) tensor.length());
        return tensor;
    }
}
