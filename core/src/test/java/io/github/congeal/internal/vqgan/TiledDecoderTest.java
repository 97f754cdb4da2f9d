package io.github.congeal.internal.vqgan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.congeal.internal.nn.AnyWeights;
import io.github.congeal.internal.nn.Conv2d;
import io.github.congeal.internal.nn.GradientCheck;
import io.github.congeal.internal.nn.GroupNorm;
import io.github.congeal.internal.nn.HashWeights;
import io.github.congeal.internal.nn.Layer;
import io.github.congeal.internal.nn.Sequence;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Devices;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;
import java.util.List;
import org.junit.jupiter.api.Test;

class TiledDecoderTest {
    private static final int CHANNELS = 8;

    @Test
    void theGradientIsThatOfTheBlendedPicture() {
        try (Weights weights = new Weights(new AnyWeights(), Devices.automatic(), Precision.DOUBLE)) {
            Layer tiled = new TiledDecoder(decoder(weights), 1);
            GradientCheck.assertGradient(in(6, 2, tiled), 1, 13, 9, CHANNELS);
        }
    }

    /** What does not look around draws the same in tiles as whole. */
    @Test
    void pointwiseTilesMakeTheSamePicture() {
        try (Weights weights = new Weights(new AnyWeights(), Devices.automatic());
                Buffers buffers = Buffers.create(Devices.automatic())) {
            Layer pointwise = new Conv2d(weights.at("conv"), CHANNELS, Parts.COLOURS, 1);
            Tape tape = new Tape(buffers);
            float[] whole = drawn(pointwise, tape, 13, 9);
            float[] tiled = drawn(in(6, 2, new TiledDecoder(pointwise, 1)), tape, 13, 9);
            for (int i = 0; i < whole.length; i++) {
                assertThat(tiled[i]).isCloseTo(whole[i], within(1e-6f));
            }
        }
    }

    @Test
    void itTakesTheMemoryOfOneTile() {
        try (Weights weights = new Weights(new AnyWeights(), Devices.automatic())) {
            Layer decoder = decoder(weights);
            assertThat(bytes(in(16, 4, new TiledDecoder(decoder, 1)))).isLessThan(bytes(decoder) / 2);
        }
    }

    private static long bytes(Layer layer) {
        try (Buffers buffers = Buffers.create(Devices.automatic())) {
            Tape tape = new Tape(buffers);
            layer.forward(numbers(tape, 64, 64, CHANNELS), tape).close();
            layer.backward(numbers(tape, 64, 64, Parts.COLOURS), tape).close();
            return buffers.bytes();
        }
    }

    private static Layer decoder(Weights weights) {
        return new Sequence(List.of(
                new GroupNorm(weights.at("norm"), CHANNELS, 4, 1e-6, true),
                new Conv2d(weights.at("between"), CHANNELS, 4 * CHANNELS, 3),
                new GroupNorm(weights.at("another"), 4 * CHANNELS, 4, 1e-6, true),
                new Conv2d(weights.at("last"), 4 * CHANNELS, Parts.COLOURS, 3)));
    }

    private static float[] drawn(Layer layer, Tape tape, int height, int width) {
        try (Tensor picture = layer.forward(numbers(tape, height, width, CHANNELS), tape)) {
            return picture.toFloats();
        }
    }

    private static Tensor numbers(Tape tape, int height, int width, int channels) {
        Tensor tensor = tape.take(1, height, width, channels);
        tensor.write(0, HashWeights.values("x", tensor.length(), 1), 0, (int) tensor.length());
        return tensor;
    }

    /** The layer on a tape with tiles. */
    private static Layer in(int most, int overlap, Layer layer) {
        return new Layer() {
            @Override
            public Tensor forward(Tensor input, Tape tape) {
                tape.tile(most, overlap);
                return layer.forward(input, tape);
            }

            @Override
            public Tensor backward(Tensor gradient, Tape tape) {
                return layer.backward(gradient, tape);
            }
        };
    }
}
