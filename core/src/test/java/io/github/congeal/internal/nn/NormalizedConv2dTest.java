package io.github.congeal.internal.nn;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Convolution;
import io.github.congeal.internal.tensor.Device;
import io.github.congeal.internal.tensor.Poison;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.TestDevices;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalizedConv2dTest {
    private static final double TOLERANCE = 1e-5;

    @ParameterizedTest
    @CsvSource({"1, 4, 4, 4, 4", "2, 9, 7, 8, 6", "1, 30, 75, 128, 96"})
    void computesWhatTheLayersOneByOneCompute(int n, int height, int width, int inputs, int outputs) {
        TestDevices.all().forEach(device -> compare(device, n, height, width, inputs, outputs));
    }

    private static void compare(Device device, int n, int height, int width, int inputs, int outputs) {
        try (Weights weights = new Weights(new AnyWeights(), device);
                Buffers buffers = Buffers.create(device)) {
            Tape tape = new Tape(buffers);
            GroupNorm norm = new GroupNorm(weights.at("norm"), inputs, 2, 1e-6, true);
            Layer expected = new Sequence(List.of(norm, new Conv2d(weights.at("conv"), inputs, outputs, 3)));
            Layer fused = new NormalizedConv2d(
                    norm,
                    new Conv2d(
                            weights.at("conv"),
                            Convolution.of(inputs, outputs, 3).tiled()));
            for (boolean replayed : new boolean[] {false, true}) {
                Tensor x = numbers(tape, "x", n, height, width, inputs);
                Tensor out = expected.forward(x.retain(), tape);
                Tensor g = numbers(tape, "g", n, height, width, outputs);
                Tensor gradient = expected.backward(g.retain(), tape);
                Poison.free(buffers);
                if (replayed) {
                    fused.replay(x, tape);
                } else {
                    assertClose(out, fused.forward(x, tape));
                }
                assertClose(gradient, fused.backward(g, tape));
            }
        }
    }

    private static Tensor numbers(Tape tape, String name, long... shape) {
        Tensor tensor = tape.take(shape);
        tensor.write(0, HashWeights.values(name, tensor.length(), 1), 0, (int) tensor.length());
        return tensor;
    }

    private static void assertClose(Tensor expected, Tensor found) {
        float[] a = expected.toFloats();
        float[] b = found.toFloats();
        double difference = 0;
        double size = 0;
        for (int i = 0; i < a.length; i++) {
            difference = Math.max(difference, Math.abs(a[i] - b[i]));
            size = Math.max(size, Math.abs(a[i]));
        }
        assertThat(difference / size).isLessThan(TOLERANCE);
    }
}
