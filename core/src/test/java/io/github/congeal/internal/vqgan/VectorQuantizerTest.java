package io.github.congeal.internal.vqgan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.internal.nn.HashWeights;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Device;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.TestDevices;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VectorQuantizerTest {
    private Buffers buffers = Buffers.create(TestDevices.host());
    private Tape tape = new Tape(buffers);
    private Weights weights = new Weights(new HashWeights(Map.of()), TestDevices.host());

    private void use(Device device) {
        buffers = Buffers.create(device);
        tape = new Tape(buffers);
        weights = new Weights(new HashWeights(Map.of()), device);
    }

    @AfterEach
    void free() {
        buffers.close();
        weights.close();
    }

    @ParameterizedTest
    @MethodSource("io.github.congeal.internal.tensor.TestDevices#all")
    void quantisesAsTamingDoes(Device device) {
        use(device);
        VectorQuantizer quantizer =
                new VectorQuantizer(weights, Taming.source("quantizer").read("embedding.weight", 33, 7), 33, 7);
        float[] latent = Taming.numbers("quantizer.latent", 1, 5, 9, 7);
        for (int i = 0; i < latent.length; i++) {
            latent[i] *= 0.7f;
        }

        Tensor given = tensor(latent, 1, 5, 9, 7);
        assertThat(quantizer.nearest(given, tape)).isEqualTo(Taming.codes("quantizer.codes"));
        Taming.assertStored("quantizer.output", quantizer.quantize(given, tape));
    }

    private Tensor tensor(float[] values, long... shape) {
        Tensor tensor = tape.take(shape);
        tensor.write(0, values, 0, values.length);
        return tensor;
    }

    @Test
    void takesTheFirstOfEquals() {
        VectorQuantizer quantizer = of(2, 5, 5, 1, 1, 1, 1, 0, 0);
        // (4, 2) is as far from (5, 5) as from (1, 1).
        assertThat(quantizer.nearest(tensor(new float[] {1, 1, 0.4f, 0.4f, 4, 2}, 1, 1, 3, 2), tape))
                .containsExactly(1, 3, 0);
    }

    @ParameterizedTest
    @MethodSource("io.github.congeal.internal.tensor.TestDevices#all")
    void searchesInParts(Device device) {
        use(device);
        int codes = 3000;
        int positions = 3001;
        int width = 8;
        float[] codebook = Taming.numbers("codebook", codes, width);
        VectorQuantizer quantizer = new VectorQuantizer(weights, codebook, codes, width);
        int[] expected = new SplittableRandom(5).ints(positions, 0, codes).toArray();
        float[] latent = quantizer.lookUp(expected);
        for (int i = 0; i < latent.length; i++) {
            latent[i] += 0.01f;
        }

        Tensor given = tensor(latent, 1, 1, positions, width);
        assertThat(quantizer.nearest(given, tape)).isEqualTo(expected);
        int created = buffers.created();
        assertThat(quantizer.nearest(given, tape)).isEqualTo(expected);
        assertThat(buffers.created()).isEqualTo(created);
        assertThat(quantizer.quantize(given, tape).toFloats()).containsExactly(quantizer.lookUp(expected));
    }

    private static float[] numbers(int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = i;
        }
        return numbers;
    }

    @ParameterizedTest
    @MethodSource("io.github.congeal.internal.tensor.TestDevices#all")
    void clampsEachChannelToItsOwnRange(Device device) {
        use(device);
        VectorQuantizer quantizer = of(2, -1, 10, 0, 30, 1, 20);
        assertThat(quantizer.minimum()).containsExactly(-1, 10);
        assertThat(quantizer.maximum()).containsExactly(1, 30);
        float[] latent = {-5, 5, 5, 50, 0.5f, 15};

        Tensor given = tensor(latent, 1, 1, 3, 2);
        quantizer.clampToRange(given, tape);
        assertThat(given.toFloats()).containsExactly(-1, 10, 1, 30, 0.5f, 15);
    }

    @Test
    void drawsCodesThatDependOnTheGeneratorAlone() {
        VectorQuantizer quantizer = new VectorQuantizer(weights, numbers(8), 8, 1);
        float[] latent = quantizer.randomCodes(40, 50, new SplittableRandom(3));

        assertThat(latent).hasSize(2000).isEqualTo(quantizer.randomCodes(40, 50, new SplittableRandom(3)));
        int[] counts = new int[8];
        for (float code : latent) {
            counts[(int) code]++;
        }
        assertThat(Arrays.stream(counts)).allMatch(count -> count > 180 && count < 320);
    }

    private VectorQuantizer of(int width, float... values) {
        return new VectorQuantizer(weights, values, values.length / width, width);
    }
}
