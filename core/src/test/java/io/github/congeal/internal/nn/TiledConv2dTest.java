package io.github.congeal.internal.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Poison;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TiledConv2dTest {
    /** Of the largest number: five times what a plain convolution loses. */
    private static final double TOLERANCE = 1e-5;

    private final Weights weights = new Weights(new AnyWeights());
    private final Buffers buffers = Buffers.create();
    private final Tape tape = new Tape(buffers);

    @AfterEach
    void free() {
        weights.close();
        buffers.close();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1, 2, 3",
        "1, 4, 4, 4, 4",
        "2, 9, 7, 8, 6",
        "1, 6, 75, 64, 32", // several strips side by side
        "1, 130, 72, 64, 256" // and one below the other
    })
    void computesWhatThePlainLayersCompute(int n, int height, int width, int inputs, int outputs) {
        for (int scale = 1; scale <= 2; scale++) {
            Weights some = weights.at(inputs + "." + outputs);
            Layer plain = new Conv2d(some, inputs, outputs, 3);
            Layer expected = scale == 1 ? plain : new Sequence(List.of(new Upsample(), plain));
            Layer tiled = new TiledConv2d(some, inputs, outputs, scale);
            Tensor x = numbers("x", n, height, width, inputs);
            Tensor out = expected.forward(x.retain(), tape);
            Tensor g = numbers("g", out.shape());
            Tensor gradient = expected.backward(g.retain(), tape);
            tiled.forward(x.retain(), tape).close();
            Poison.free(buffers);
            assertClose(out, tiled.forward(x, tape));
            Poison.free(buffers);
            assertClose(gradient, tiled.backward(g, tape));
        }
    }

    /** The layer is affine, so central differences are exact for steps of any size. */
    @ParameterizedTest
    @CsvSource({"1", "2"})
    void hasTheRightGradient(int scale) {
        Layer layer = new TiledConv2d(weights.at("gradient"), 3, 5, scale);
        float[] x = HashWeights.values("x", 1, 5, 6, 3);
        double[] functional = numbers("g", 1, 5 * scale, 6 * scale, 5).toDoubles();
        double[] gradient =
                layer.backward(numbers("g", 1, 5 * scale, 6 * scale, 5), tape).toDoubles();
        assertThat(gradient).hasSize(x.length);
        for (int i = 0; i < x.length; i++) {
            double derivative = (moved(layer, x, i, 1, functional) - moved(layer, x, i, -1, functional)) / 2;
            assertThat(gradient[i]).as("element %d", i).isCloseTo(derivative, within(2e-5));
        }
    }

    @Test
    void givesBackWhatItTook() {
        Layer layer = new TiledConv2d(weights.at("memory"), 4, 4, 2);
        for (int i = 0; i < 2; i++) {
            Tensor out = layer.forward(numbers("x", 1, 6, 5, 4), tape);
            layer.backward(out, tape).close();
        }
        int created = buffers.created();
        long held = Poison.held(buffers);
        Tensor out = layer.forward(numbers("x", 1, 6, 5, 4), tape);
        layer.backward(out, tape).close();
        assertThat(buffers.created()).isEqualTo(created);
        assertThat(Poison.held(buffers)).isEqualTo(held);
    }

    private double moved(Layer layer, float[] x, int index, float step, double[] functional) {
        float[] values = x.clone();
        values[index] += step;
        Tensor input = tape.take(1, 5, 6, 3);
        input.write(0, values, 0, values.length);
        try (Tensor out = layer.forward(input, tape)) {
            double[] found = out.toDoubles();
            double sum = 0;
            for (int i = 0; i < found.length; i++) {
                sum += found[i] * functional[i];
            }
            return sum;
        }
    }

    private Tensor numbers(String name, long... shape) {
        Tensor tensor = tape.take(shape);
        tensor.write(0, HashWeights.values(name, tensor.length(), 1), 0, (int) tensor.length());
        return tensor;
    }

    private static void assertClose(Tensor expected, Tensor found) {
        try (expected;
                found) {
            assertThat(found.shape()).isEqualTo(expected.shape());
            float[] a = expected.toFloats();
            float[] b = found.toFloats();
            double difference = 0;
            double size = 0;
            for (int i = 0; i < a.length; i++) {
                // Math.max keeps a NaN, and no NaN is less than anything.
                difference = Math.max(difference, Math.abs(a[i] - b[i]));
                size = Math.max(size, Math.abs(a[i]));
            }
            assertThat(difference / size).isLessThan(TOLERANCE);
        }
    }
}
