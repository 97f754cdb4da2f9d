package io.github.congeal.internal.vqgan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.internal.nn.GradientCheck;
import io.github.congeal.internal.nn.HashWeights;
import io.github.congeal.internal.nn.Layer;
import io.github.congeal.internal.nn.OnDemand;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Devices;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;
import io.github.congeal.internal.tensor.Wrap;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Encoder and decoder of pictures that go on at their opposite sides. */
class WrappedVqganTest {
    @ParameterizedTest
    @CsvSource({"8, 4, BOTH, 3, 2", "96, 96, BOTH, 1, 3", "96, 96, HORIZONTAL, 0, 1", "8, 4, VERTICAL, 2, 0"})
    void aRolledLatentIsARolledPicture(int width, int groups, Wrap wrap, int down, int across) {
        // From 96 channels on, or fewer, the host convolves by Winograd.
        try (Vqgan vqgan = vqgan(width, groups, Precision.FLOAT);
                Buffers buffers = Buffers.create(Devices.automatic())) {
            Tape tape = new Tape(buffers);
            float[] codes = vqgan.quantizer().randomCodes(5, 6, new SplittableRandom(7));
            Tensor latent = tape.take(1, 5, 6, vqgan.latentChannels());
            latent.write(0, codes, 0, codes.length);
            Tensor rolledLatent = tape.take(latent.shape());
            tape.kernels().roll(latent, down, across, rolledLatent);

            Tensor picture = tape.wrapping(wrap, () -> vqgan.decode(latent, tape));
            Tensor ofRolled = tape.wrapping(wrap, () -> vqgan.decode(rolledLatent, tape));

            Tensor rolledPicture = tape.take(picture.shape());
            int factor = vqgan.factor();
            tape.kernels().roll(picture, (long) factor * down, (long) factor * across, rolledPicture);
            assertClose(ofRolled.toFloats(), rolledPicture.toFloats());
        }
    }

    private static void assertClose(float[] actual, float[] expected) {
        double size = 0;
        double error = 0;
        for (int i = 0; i < expected.length; i++) {
            size = Math.max(size, Math.abs(expected[i]));
            error = Math.max(error, Math.abs(actual[i] - expected[i]));
        }
        assertThat(size).isPositive();
        assertThat(error / Math.max(1, size)).isLessThan(1e-5);
    }

    @ParameterizedTest
    @EnumSource(Wrap.class)
    void bothHaveTheRightGradient(Wrap wrap) {
        try (Vqgan vqgan = vqgan(4, 4, Precision.DOUBLE);
                OnDemand.Lease<Layer> encoder = vqgan.encoder().lease()) {
            GradientCheck.assertGradient(wrapped(encoder.get(), wrap), 1, 8, 4, 3);
            GradientCheck.assertGradient(wrapped(decoder(vqgan), wrap), 1, 2, 3, vqgan.latentChannels());
        }
    }

    private static Vqgan vqgan(int width, int groups, Precision precision) {
        VqganArchitecture architecture = new VqganArchitecture(
                width,
                List.of(width, 2 * width, 2 * width),
                1,
                Set.of(1),
                true,
                3,
                2,
                5,
                CodeChoice.NEAREST,
                groups,
                Style.TAMING);
        Weights.Source source = new HashWeights(VqganTensors.of(architecture).shapes());
        return Vqgan.load(
                new Weights(source, Devices.automatic(), precision), VqganConfiguration.of(architecture.groups()));
    }

    private static Layer decoder(Vqgan vqgan) {
        return new Layer() {
            @Override
            public Tensor forward(Tensor input, Tape tape) {
                return vqgan.decode(input, tape);
            }

            @Override
            public Tensor backward(Tensor gradient, Tape tape) {
                return vqgan.decodeBackward(gradient, tape);
            }
        };
    }

    private static Layer wrapped(Layer layer, Wrap wrap) {
        return new Layer() {
            @Override
            public Tensor forward(Tensor input, Tape tape) {
                return tape.wrapping(wrap, () -> layer.forward(input, tape));
            }

            @Override
            public Tensor backward(Tensor gradient, Tape tape) {
                return tape.wrapping(wrap, () -> layer.backward(gradient, tape));
            }
        };
    }
}
