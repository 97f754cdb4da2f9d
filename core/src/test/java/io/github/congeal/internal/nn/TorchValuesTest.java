package io.github.congeal.internal.nn;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.internal.checkpoint.Checkpoint;
import io.github.congeal.internal.checkpoint.SafetensorsReader;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Convolution;
import io.github.congeal.internal.tensor.Devices;
import io.github.congeal.internal.tensor.Padding;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every layer's output and gradient, in float32, against torch's as {@code nn_fixtures.py} has stored them. */
class TorchValuesTest {
    private static final double TOLERANCE = 1e-5;

    private static Checkpoint fixture;

    private final Weights weights = new Weights(new AnyWeights("conv1.bias"), Devices.automatic());

    @BeforeAll
    static void open() throws IOException {
        try (InputStream in = TorchValuesTest.class.getResourceAsStream("torch.safetensors")) {
            fixture = SafetensorsReader.read(Objects.requireNonNull(in), "torch.safetensors");
        }
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    @AfterEach
    void free() {
        weights.close();
    }

    @Test
    void convolution() {
        assertEqual("conv3", new Conv2d(weights.at("conv3"), 5, 7, 3), 2, 6, 9, 5);
        assertEqual("conv1", new Conv2d(weights.at("conv1"), 5, 3, 1), 1, 7, 5, 5);
    }

    @Test
    void stridedConvolution() {
        assertEqual("centred", new Conv2d(weights.at("centred"), 4, 6, 3, 2, Padding.CENTRED), 2, 8, 6, 4);
        assertEqual("after", new Conv2d(weights.at("after"), 4, 6, 3, 2, Padding.AFTER), 2, 8, 6, 4);
    }

    @Test
    void enlargingConvolution() {
        assertEqual(
                "tiled", new Conv2d(weights.at("tiled"), Convolution.of(8, 6, 3).tiled()), 2, 9, 7, 8);
        assertEqual(
                "enlarged",
                new Conv2d(
                        weights.at("enlarged"),
                        Convolution.of(6, 5, 3).enlarging().tiled()),
                1,
                5,
                6,
                6);
    }

    @Test
    void linear() {
        assertEqual("linear", new Linear(weights.at("linear"), 6, 9), 2, 5, 6);
    }

    @Test
    void groupNorm() {
        assertEqual("group", new GroupNorm(weights.at("group"), 12, 4, 1e-6, false), 2, 5, 7, 12);
        assertEqual("groupswish", new GroupNorm(weights.at("groupswish"), 64, 32, 1e-6, true), 2, 6, 4, 64);
    }

    @Test
    void layerNorm() {
        assertEqual("layer", new LayerNorm(weights.at("layer"), 16), 2, 7, 16);
    }

    @Test
    void activations() {
        assertEqual("swish", new Swish(1), 3, 5, 7);
        assertEqual("quickgelu", new Swish(Swish.QUICK_GELU), 3, 5, 7);
        assertEqual("gelu", new Gelu(), 3, 5, 7);
        assertEqual("relu", new Relu(), 3, 5, 7);
    }

    @Test
    void resampling() {
        assertEqual("upsample", new Upsample(), 2, 3, 5, 4);
        assertEqual("pool2", new AveragePool(2), 2, 6, 4, 3);
        assertEqual("pool3", new AveragePool(3), 1, 6, 9, 3);
    }

    @Test
    void attention() {
        assertEqual("attention", new Attention(3), 2, 7, 3 * 12);
        assertEqual("masked", new Attention(2, weights.keep(causalMask(5), 5 * 5)), 2, 5, 3 * 8);
    }

    /** Minus infinity above the diagonal. */
    static float[] causalMask(int tokens) {
        float[] mask = new float[tokens * tokens];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = i % tokens > i / tokens ? Float.NEGATIVE_INFINITY : 0;
        }
        return mask;
    }

    private static void assertEqual(String name, Layer layer, long... shape) {
        try (Buffers buffers = Buffers.create(Devices.automatic())) {
            Tape tape = new Tape(buffers);
            Tensor out = layer.forward(numbers(tape, name + ".input", shape), tape);
            assertClose(name + ".output", out);
            Tensor gradient = layer.backward(numbers(tape, name + ".functional", out.shape()), tape);
            assertClose(name + ".gradient", gradient);
        }
    }

    private static Tensor numbers(Tape tape, String name, long... shape) {
        Tensor tensor = tape.take(shape);
        tensor.write(0, HashWeights.values(name, tensor.length(), 1), 0, (int) tensor.length());
        return tensor;
    }

    private static void assertClose(String name, Tensor actual) {
        assertThat(actual.shape())
                .as("shape of %s", name)
                .isEqualTo(fixture.tensors().get(name).shape());
        float[] expected = new float[(int) actual.length()];
        fixture.read(name, FloatBuffer.wrap(expected));
        float[] found = actual.toFloats();
        double difference = 0;
        double size = 0;
        for (int i = 0; i < expected.length; i++) {
            difference = Math.max(difference, Math.abs(expected[i] - found[i]));
            size = Math.max(size, Math.abs(expected[i]));
        }
        assertThat(difference / size).as("relative error of %s", name).isLessThan(TOLERANCE);
    }
}
