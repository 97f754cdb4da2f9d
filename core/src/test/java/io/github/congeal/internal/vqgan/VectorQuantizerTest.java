package io.github.congeal.internal.vqgan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.congeal.internal.nn.HashWeights;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Backend;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VectorQuantizerTest {
    private final Buffers buffers = Buffers.create();
    private final Tape tape = new Tape(buffers);
    private final Weights weights = new Weights(new HashWeights(Map.of()));

    @AfterEach
    void free() {
        buffers.close();
        weights.close();
    }

    @Test
    void quantisesAsTamingDoes() {
        VectorQuantizer quantizer =
                new VectorQuantizer(weights, Taming.source("quantizer").read("embedding.weight", 33, 7), 33, 7);
        float[] latent = Taming.numbers("quantizer.latent", 1, 5, 9, 7);
        for (int i = 0; i < latent.length; i++) {
            latent[i] *= 0.7f;
        }

        assertThat(quantizer.nearest(latent, tape)).isEqualTo(Taming.codes("quantizer.codes"));
        Tensor given = tensor(latent, 1, 5, 9, 7);
        Taming.assertStored("quantizer.output", quantizer.quantize(given, tape));
        Taming.assertStored("quantizer.output", Backend.asOnACard(() -> quantizer.quantize(given, tape)));
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
        assertThat(quantizer.nearest(new float[] {1, 1, 0.4f, 0.4f, 4, 2}, tape))
                .containsExactly(1, 3, 0);
    }

    @Test
    void searchesInParts() {
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

        assertThat(quantizer.nearest(latent, tape)).isEqualTo(expected);
        int created = buffers.created();
        assertThat(quantizer.nearest(latent, tape)).isEqualTo(expected);
        assertThat(buffers.created()).isEqualTo(created);

        Tensor given = tensor(latent, 1, 1, positions, width);
        float[] found = Backend.asOnACard(() -> quantizer.quantize(given, tape)).toFloats();
        assertThat(found).containsExactly(quantizer.lookUp(expected));
    }

    private static float[] numbers(int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = i;
        }
        return numbers;
    }

    @Test
    void clampsEachChannelToItsOwnRange() {
        VectorQuantizer quantizer = of(2, -1, 10, 0, 30, 1, 20);
        assertThat(quantizer.minimum()).containsExactly(-1, 10);
        assertThat(quantizer.maximum()).containsExactly(1, 30);
        float[] latent = {-5, 5, 5, 50, 0.5f, 15};

        for (int way = 0; way < 2; way++) {
            Tensor given = tensor(latent, 1, 1, 3, 2);
            if (way == 0) {
                quantizer.clampToRange(given, tape);
            } else {
                Backend.asOnACard(() -> {
                    quantizer.clampToRange(given, tape);
                    return given;
                });
            }
            assertThat(given.toFloats()).containsExactly(-1, 10, 1, 30, 0.5f, 15);
        }
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

    @Test
    void refusesHalfPositions() {
        VectorQuantizer quantizer = of(2, 0, 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> quantizer.nearest(new float[3], tape))
                .withMessage("a latent of 3 numbers has no whole number of positions 2 wide");
    }

    private VectorQuantizer of(int width, float... values) {
        return new VectorQuantizer(weights, values, values.length / width, width);
    }
}
