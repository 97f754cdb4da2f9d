package io.github.congeal.internal.vqgan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.congeal.CheckpointException;
import io.github.congeal.internal.nn.HashWeights;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Devices;
import io.github.congeal.internal.tensor.Tensor;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VqganArchitectureTest {
    @Test
    void isInferredFromNamesAndShapes() {
        assertThat(of("f16"))
                .isEqualTo(new VqganArchitecture(
                        32,
                        List.of(32, 32, 32, 32, 64),
                        1,
                        Set.of(4),
                        true,
                        16,
                        16,
                        50,
                        CodeChoice.NEAREST,
                        32,
                        Style.TAMING));
        assertThat(of("gumbel"))
                .isEqualTo(new VqganArchitecture(
                        32,
                        List.of(32, 32, 64, 64),
                        2,
                        Set.of(3),
                        true,
                        24,
                        24,
                        70,
                        CodeChoice.DRAWN,
                        32,
                        Style.TAMING));
        assertThat(of("f4"))
                .isEqualTo(new VqganArchitecture(
                        32, List.of(32, 64, 96), 2, Set.of(), true, 3, 4, 90, CodeChoice.NEAREST, 32, Style.TAMING));
        assertThat(of("attentive"))
                .isEqualTo(new VqganArchitecture(
                        64, List.of(64, 64), 1, Set.of(0, 1), true, 8, 6, 20, CodeChoice.NEAREST, 32, Style.TAMING));
    }

    @Test
    void tellsTheFactor() {
        assertThat(of("f16").factor()).isEqualTo(16);
        assertThat(of("gumbel").factor()).isEqualTo(8);
        assertThat(of("f4").factor()).isEqualTo(4);
    }

    private static VqganArchitecture of(String name) {
        try (Weights weights = Taming.weights(name)) {
            return VqganArchitecture.of(weights, VqganConfiguration.TAMING);
        }
    }

    /** 343 tensors and 76,073,859 numbers were counted in the published model. */
    @Test
    void hasTheTensorsOfThePublishedModel() {
        Map<String, long[]> tensors = VqganTensors.of(published(16384, true)).shapes();

        assertThat(tensors).hasSize(343);
        assertThat(tensors.values().stream().mapToLong(Tensor::length).sum()).isEqualTo(76_073_859);
        try (Weights weights = new Weights(new HashWeights(tensors), Devices.automatic())) {
            assertThat(VqganArchitecture.of(weights, VqganConfiguration.TAMING)).isEqualTo(published(16384, true));
        }
    }

    @Test
    void attentionInTheMiddleMayBeMissing() {
        try (Weights weights = new Weights(
                new HashWeights(VqganTensors.of(published(10, false)).shapes()), Devices.automatic())) {
            assertThat(VqganArchitecture.of(weights, VqganConfiguration.TAMING)).isEqualTo(published(10, false));
        }
    }

    private static VqganArchitecture published(int codes, boolean middleAttention) {
        return new VqganArchitecture(
                128,
                List.of(128, 128, 256, 256, 512),
                2,
                Set.of(4),
                middleAttention,
                256,
                256,
                codes,
                CodeChoice.NEAREST,
                32,
                Style.TAMING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"f16", "gumbel", "f4", "attentive"})
    void everyTensorIsReadOnce(String name) {
        Recorder recorder = new Recorder(Taming.source(name));
        VqganArchitecture architecture;
        try (Vqgan vqgan = Vqgan.load(new Weights(recorder, Devices.automatic()), VqganConfiguration.TAMING)) {
            architecture = vqgan.architecture();
        }

        assertThat(recorder.reads.values()).containsOnly(1);
        assertThat(recorder.reads.keySet())
                .isEqualTo(VqganTensors.of(architecture).shapes().keySet());
    }

    @Test
    void aCheckpointWithoutSomeTensorsIsRefused() {
        Map<String, long[]> tensors = tensorsOf("f16");
        tensors.keySet().removeIf(name -> name.startsWith("decoder.mid."));
        tensors.put("decoder.norm_out.bias", new long[] {7});

        assertRefused(
                tensors,
                "the weights: the tensors are not those of a VQGAN: 26 missing (decoder.mid.block_1.norm1.weight, ",
                ", decoder.mid.attn_1.norm.bias and 16 more);"
                        + " 1 of the wrong shape (decoder.norm_out.bias is [7] instead of [32])");
    }

    @Test
    void aCheckpointOfSomethingElseIsRefused() {
        assertRefused(
                Map.of("visual.conv1.weight", new long[] {4, 3, 2, 2}),
                "the weights: this is no VQGAN: it has no" + " tensor quantize.embedding.weight");
    }

    @Test
    void aCodebookThatIsNoMatrixIsRefused() {
        Map<String, long[]> tensors = tensorsOf("f16");
        tensors.put("quantize.embedding.weight", new long[] {4, 4, 4});
        assertRefused(tensors, "the weights: quantize.embedding.weight: the shape [4, 4, 4] is none of a VQGAN's");
    }

    @Test
    void widthsThatCannotBeGroupedAreRefused() {
        Map<String, long[]> tensors = tensorsOf("f16");
        tensors.put("encoder.conv_in.weight", new long[] {48, 3, 3, 3});
        assertRefused(tensors, "the weights: encoder.conv_in.weight: a width of 48 cannot be normalised in 32 groups");
    }

    private static Map<String, long[]> tensorsOf(String name) {
        return new LinkedHashMap<>(VqganTensors.of(of(name)).shapes());
    }

    private static void assertRefused(Map<String, long[]> tensors, String... parts) {
        try (Weights weights = new Weights(new HashWeights(tensors), Devices.automatic())) {
            assertThatExceptionOfType(CheckpointException.class)
                    .isThrownBy(() -> Vqgan.load(weights, VqganConfiguration.TAMING))
                    .satisfies(e -> assertThat(e.getMessage()).contains(parts));
        }
    }

    /** Counts how often each tensor is read. */
    private record Recorder(HashWeights source, Map<String, Integer> reads) implements Weights.Source {
        Recorder(HashWeights source) {
            this(source, new HashMap<>());
        }

        @Override
        public boolean has(String name) {
            return source.has(name);
        }

        @Override
        public long[] shape(String name) {
            return source.shape(name);
        }

        @Override
        public float[] read(String name, long... shape) {
            reads.merge(name, 1, Integer::sum);
            return source.read(name, shape);
        }

        @Override
        public boolean isReadableAgain() {
            return false;
        }
    }
}
