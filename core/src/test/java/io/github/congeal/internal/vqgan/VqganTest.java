package io.github.congeal.internal.vqgan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VqganTest {
    private static final RandomGenerator UNUSED = () -> {
        throw new AssertionError("nothing was to be drawn");
    };

    @ParameterizedTest
    @ValueSource(strings = {"f16", "gumbel", "f4", "attentive"})
    void decodesAsTamingDoes(String name) {
        try (Buffers buffers = Buffers.create(Devices.automatic());
                Vqgan vqgan = Taming.load(name)) {
            Taming.assertBothWays(decoder(vqgan), name + ".latent", new Tape(buffers));
        }
    }

    @ParameterizedTest
    @CsvSource({"f16, 1", "f16, 2", "f16, 5", "gumbel, 2", "f4, 1", "f4, 3", "attentive, 5"})
    void decodesAsTamingDoesWhereThingsAreComputedTwice(String name, int resolutions) {
        try (Buffers buffers = Buffers.create(Devices.automatic());
                Vqgan vqgan = Taming.load(name)) {
            Tape tape = new Tape(buffers);
            tape.checkpoint(resolutions);
            Taming.assertBothWays(decoder(vqgan), name + ".latent", tape);
        }
    }

    @Test
    void eachResolutionComputedTwiceTakesLessMemory() {
        try (Vqgan vqgan = Taming.load("f16")) {
            long before = Long.MAX_VALUE;
            for (int resolutions = 0; resolutions < 3; resolutions++) {
                try (Buffers dry = Buffers.dry(Devices.automatic())) {
                    Tape tape = new Tape(dry);
                    tape.checkpoint(resolutions);
                    vqgan.decode(tape.take(1, 16, 16, vqgan.latentChannels()), tape)
                            .close();
                    vqgan.decodeBackward(tape.take(1, 256, 256, 3), tape).close();
                    assertThat(dry.bytes()).isLessThan(before);
                    before = dry.bytes();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"f16", "gumbel", "f4", "attentive"})
    void encodesAsTamingDoes(String name) {
        try (Buffers buffers = Buffers.create(Devices.automatic());
                Vqgan vqgan = Taming.load(name);
                OnDemand.Lease<Layer> encoder = vqgan.encoder().lease()) {
            Taming.assertBothWays(encoder.get(), name + ".picture", new Tape(buffers));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"f16", "gumbel", "f4", "attentive"})
    void reconstructsAsTamingDoes(String name) {
        try (Buffers buffers = Buffers.create(Devices.automatic());
                Vqgan vqgan = Taming.load(name)) {
            Tape tape = new Tape(buffers);
            Tensor picture = Taming.tensor(name + ".picture", tape, Taming.shape(name + ".picture.result"));

            Tensor latent = vqgan.encode(picture, name.equals("gumbel") ? given("gumbel.uniform") : UNUSED, tape);

            assertThat(latent.toFloats()).isEqualTo(vqgan.quantizer().lookUp(Taming.codes(name + ".codes")));
            Taming.assertStored(name + ".reconstruction", vqgan.decode(latent, tape));
        }
    }

    @ParameterizedTest
    @EnumSource(Style.class)
    void decoderHasTheRightGradient(Style style) {
        try (Vqgan vqgan = tiny(style)) {
            GradientCheck.assertGradient(decoder(vqgan), 1, 2, 3, vqgan.latentChannels());
        }
    }

    @Test
    void encoderHasTheRightGradient() {
        try (Vqgan vqgan = tiny(Style.TAMING);
                OnDemand.Lease<Layer> encoder = vqgan.encoder().lease()) {
            GradientCheck.assertGradient(encoder.get(), 1, 8, 4, 3);
        }
    }

    /** Of everything there is, but narrower than any real model: float64 is slow. */
    private static Vqgan tiny(Style style) {
        VqganArchitecture architecture = style == Style.TAMING
                ? new VqganArchitecture(4, List.of(4, 8, 8), 1, Set.of(1), true, 3, 2, 5, CodeChoice.NEAREST, 4, style)
                : new VqganArchitecture(4, List.of(4, 8, 8), 1, Set.of(), false, 2, 2, 5, CodeChoice.NEAREST, 4, style);
        Weights.Source source = new HashWeights(VqganTensors.of(architecture).shapes());
        return Vqgan.load(
                new Weights(source, Devices.automatic(), Precision.DOUBLE),
                VqganConfiguration.of(architecture.groups()));
    }

    @Test
    void aSecondStepTakesNoNewMemory() {
        try (Buffers buffers = Buffers.create(Devices.automatic());
                Vqgan vqgan = Taming.load("f16")) {
            Tape tape = new Tape(buffers);
            float[] latent = vqgan.quantizer().randomCodes(3, 2, new SplittableRandom(1));
            step(vqgan, latent, tape);
            int created = buffers.created();

            step(vqgan, latent, tape);

            assertThat(buffers.created()).isEqualTo(created);
        }
    }

    @Test
    void aDryRunTakesTheMemoryOfAStep() {
        try (Buffers dry = Buffers.dry(Devices.automatic());
                Vqgan vqgan = Taming.load("f16")) {
            Tape tape = new Tape(dry);
            Tensor latent = tape.take(1, 3, 2, vqgan.latentChannels());
            vqgan.decode(vqgan.quantizer().quantize(latent, tape), tape).close();
            latent.close();
            vqgan.decodeBackward(tape.take(1, 48, 32, 3), tape).close();

            try (Buffers buffers = Buffers.after(dry)) {
                step(vqgan, vqgan.quantizer().randomCodes(3, 2, new SplittableRandom(1)), new Tape(buffers));
                assertThat(buffers.bytes()).isEqualTo(dry.bytes());
            }
        }
    }

    private static void step(Vqgan vqgan, float[] codes, Tape tape) {
        Tensor latent = tape.take(1, 3, 2, vqgan.latentChannels());
        latent.write(0, codes, 0, codes.length);
        Tensor picture = vqgan.decode(vqgan.quantizer().quantize(latent, tape), tape);
        assertThat(picture.shape()).containsExactly(1, 48, 32, 3);
        picture.close();
        latent.close();
        vqgan.decodeBackward(Taming.tensor("step", tape, 1, 48, 32, 3), tape).close();
    }

    @Test
    void encodingKeepsNothing() {
        try (Buffers buffers = Buffers.create(Devices.automatic());
                Vqgan vqgan = Taming.load("attentive")) {
            Tape tape = new Tape(buffers);
            encodeSmall(vqgan, tape);
            int created = buffers.created();

            encodeSmall(vqgan, tape);

            assertThat(buffers.created()).isEqualTo(created);
            assertThat(tape.record(true)).isTrue();
        }
    }

    private static void encodeSmall(Vqgan vqgan, Tape tape) {
        vqgan.encode(Taming.tensor("picture", tape, 1, 4, 6, 3), UNUSED, tape).close();
    }

    @Test
    void knowsItsMemory() {
        try (Vqgan single = Taming.load("f4");
                Vqgan twice = Taming.loadPrecise("f4")) {
            assertThat(single.bytes()).isGreaterThan(100_000);
            // Winograd's kernels, for float32 only, are four times as large as others.
            assertThat(twice.bytes()).isBetween(single.bytes() / 2, 2 * single.bytes());
        }
    }

    @Test
    void refusesSizesThatAreNoMultiples() {
        try (Buffers buffers = Buffers.create(Devices.automatic());
                Vqgan vqgan = Taming.load("f16")) {
            Tape tape = new Tape(buffers);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> vqgan.encode(tape.take(1, 48, 50, 3), UNUSED, tape))
                    .withMessage(
                            "the size 50x48 is impossible with this VQGAN: width and height must be multiples of 16,"
                                    + " as in 48x48");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> vqgan.requireSize(0, 600))
                    .withMessageContaining("16x608");
            vqgan.requireSize(64, 16);
        }
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

    /** Draws what was stored, one number after the other. */
    private static RandomGenerator given(String name) {
        float[] numbers = Taming.read(name);
        return new RandomGenerator() {
            private int next;

            @Override
            public double nextDouble() {
                return numbers[next++];
            }

            @Override
            public long nextLong() {
                throw new AssertionError("only doubles were to be drawn");
            }
        };
    }
}
