package io.github.congeal.internal.clip;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.internal.checkpoint.Checkpoint;
import io.github.congeal.internal.checkpoint.Checkpoints;
import io.github.congeal.internal.nn.HashWeights;
import io.github.congeal.internal.nn.Layer;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Devices;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds everything against what OpenAI's CLIP and open_clip computed, see {@code clip_fixtures.py}. */
class ClipReferenceTest {
    private static final double TOLERANCE = 1e-4;
    private static final int[][] TEXTS = {
        {58, 3, 17, 59, 0, 0, 0, 0, 0, 0, 0, 0},
        {58, 59, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0},
        {58, 8, 44, 21, 5, 5, 30, 1, 57, 12, 40, 59}
    };

    private final Checkpoint fixture = Checkpoints.open(path());
    private final Buffers buffers = Buffers.create(Devices.automatic());
    private final Tape tape = new Tape(buffers);

    private static Path path() {
        try {
            return Path.of(Objects.requireNonNull(ClipReferenceTest.class.getResource("clip.safetensors"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    @AfterEach
    void close() {
        buffers.close();
        fixture.close();
    }

    @Test
    void residualAttentionBlock() {
        assertLayer("block", weights -> new ResidualAttentionBlock(weights, 128, 2, null), 2, 5, 128);
    }

    @Test
    void causalResidualAttentionBlock() {
        assertLayer(
                "causal",
                weights -> new ResidualAttentionBlock(weights, 128, 2, TextTransformer.causalMask(weights, 5)),
                2,
                5,
                128);
    }

    @Test
    void attentionPool() {
        assertLayer("pool", weights -> new AttentionPool(weights, 3, 128, 2, 32), 2, 3, 3, 128);
    }

    @Test
    void bottleneckThatKeepsTheSize() {
        assertLayer("bottleneck", weights -> new Bottleneck(weights, 32, 8, 1), 2, 6, 6, 32);
    }

    @Test
    void bottleneckThatShrinks() {
        assertLayer("shrinking", weights -> new Bottleneck(weights, 16, 8, 2), 2, 6, 6, 16);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai.vit", "openai.resnet", "open_clip.vit", "open_clip.resnet"})
    void wholeModel(String name) {
        try (Weights weights = weights(name)) {
            Clip clip = Clip.load(weights);
            assertThat(clip.architecture()).isEqualTo(name.endsWith("vit") ? TinyClips.VIT : TinyClips.RESNET);

            Tensor pictures = numbers("picture", 2, clip.resolution(), clip.resolution(), 3);
            tape.kernels().scaleAndShift(pictures, 1 / 3.5, 0.5);
            Tensor embeddings = clip.embedImages(pictures, tape);
            assertClose(embeddings, name + ".embedding");
            assertClose(clip.backwardToImages(numbers("gradient", 2, clip.dimension()), tape), name + ".result");

            float[] texts = new float[TEXTS.length * clip.dimension()];
            for (int i = 0; i < TEXTS.length; i++) {
                System.arraycopy(clip.embedText(TEXTS[i]), 0, texts, i * clip.dimension(), clip.dimension());
            }
            assertClose(texts, name + ".texts");

            float[] cosines = cosines(embeddings.toFloats(), texts, clip.dimension());
            assertClose(cosines, name + ".cosines");
            assertClose(probabilities(cosines, clip.logitScale()), name + ".probabilities");
        }
    }

    private void assertLayer(String name, Function<Weights, Layer> constructor, long... shape) {
        try (Weights weights = weights(name)) {
            Layer layer = constructor.apply(weights);
            Tensor out = layer.forward(numbers(name + ".input", shape), tape);
            assertClose(out, name + ".output");
            assertClose(layer.backward(numbers(name + ".gradient", out.shape()), tape), name + ".result");
        }
    }

    private Weights weights(String name) {
        return new Weights(HashWeights.of(fixture.metadata().get(name)), Devices.automatic());
    }

    /** The numbers of unit variance that the generator made under this name. */
    private Tensor numbers(String name, long... shape) {
        int count = Math.toIntExact(Tensor.length(shape));
        Tensor tensor = tape.take(shape);
        tensor.write(0, HashWeights.of("%s %d,1".formatted(name, count)).read(name, count, 1), 0, count);
        return tensor;
    }

    private void assertClose(Tensor actual, String name) {
        assertThat(actual.shape())
                .as("shape of " + name)
                .isEqualTo(fixture.tensor(name).shape());
        assertClose(actual.toFloats(), name);
    }

    /** Each difference must be small beside the largest of the numbers. */
    private void assertClose(float[] actual, String name) {
        float[] expected = fixture.read(name);
        assertThat(actual).as(name).hasSameSizeAs(expected);
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs(expected[i]));
            difference = Math.max(difference, Math.abs(actual[i] - expected[i]));
        }
        assertThat(difference / largest).as("relative difference of " + name).isLessThan(TOLERANCE);
    }

    private static float[] cosines(float[] pictures, float[] texts, int dimension) {
        int count = texts.length / dimension;
        float[] cosines = new float[pictures.length / dimension * count];
        for (int i = 0; i < cosines.length; i++) {
            double product = 0;
            double pictureSquare = 0;
            double textSquare = 0;
            for (int d = 0; d < dimension; d++) {
                double p = pictures[i / count * dimension + d];
                double t = texts[i % count * dimension + d];
                product += p * t;
                pictureSquare += p * p;
                textSquare += t * t;
            }
            cosines[i] = (float) (product / Math.sqrt(pictureSquare * textSquare));
        }
        return cosines;
    }

    private static float[] probabilities(float[] cosines, double scale) {
        float[] result = new float[cosines.length];
        for (int from = 0; from < result.length; from += TEXTS.length) {
            double sum = 0;
            for (int i = from; i < from + TEXTS.length; i++) {
                sum += Math.exp(scale * cosines[i]);
            }
            for (int i = from; i < from + TEXTS.length; i++) {
                result[i] = (float) (Math.exp(scale * cosines[i]) / sum);
            }
        }
        return result;
    }
}
