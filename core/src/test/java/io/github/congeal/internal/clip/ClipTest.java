package io.github.congeal.internal.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.congeal.CheckpointException;
import io.github.congeal.internal.nn.HashWeights;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Devices;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClipTest {
    /** The published models. */
    static Stream<ClipArchitecture> architectures() {
        ClipArchitecture.Text small = new ClipArchitecture.Text(77, 49408, 512, 12);
        return Stream.of(
                TinyClips.VIT,
                TinyClips.RESNET,
                new ClipArchitecture(new ClipArchitecture.ViT(224, 32, 768, 12), small, 512),
                new ClipArchitecture(
                        new ClipArchitecture.ViT(336, 14, 1024, 24),
                        new ClipArchitecture.Text(77, 49408, 768, 12),
                        768),
                new ClipArchitecture(new ClipArchitecture.ResNet(224, 64, List.of(3, 4, 23, 3)), small, 512),
                new ClipArchitecture(
                        new ClipArchitecture.ResNet(288, 80, List.of(4, 6, 10, 6)),
                        new ClipArchitecture.Text(77, 49408, 640, 12),
                        640));
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void architectureFollowsFromNamesAndShapes(ClipArchitecture architecture) {
        assertThat(ClipArchitecture.of(new Weights(TinyClips.source(architecture), Devices.automatic())))
                .isEqualTo(architecture);
    }

    @Test
    void aViTOfThePublishedSizeHasAsManyParametersAsPublished() {
        ClipArchitecture published = architectures().skip(2).findFirst().orElseThrow();
        long parameters = ClipTensors.of(published).shapes().values().stream()
                .mapToLong(Tensor::length)
                .sum();
        assertThat(parameters).isEqualTo(151_277_313);
    }

    @Test
    void takesNoNewMemoryAfterTheFirstChunk() {
        for (ClipArchitecture architecture : List.of(TinyClips.VIT, TinyClips.RESNET)) {
            try (Weights weights = TinyClips.weights(architecture, Precision.FLOAT);
                    Buffers buffers = Buffers.create(Devices.automatic())) {
                Clip clip = Clip.load(weights);
                Tape tape = new Tape(buffers);
                step(clip, tape);
                int created = buffers.created();
                step(clip, tape);
                assertThat(buffers.created()).isEqualTo(created);
            }
        }
    }

    @Test
    void dryBuffersFindTheVeryMemoryOfARun() {
        for (ClipArchitecture architecture : List.of(TinyClips.VIT, TinyClips.RESNET)) {
            try (Weights weights = TinyClips.weights(architecture, Precision.FLOAT);
                    Buffers dry = Buffers.dry(Devices.automatic())) {
                Clip clip = Clip.load(weights);
                step(clip, new Tape(dry));
                try (Buffers buffers = Buffers.after(dry)) {
                    step(clip, new Tape(buffers));
                    assertThat(dry.bytes()).isEqualTo(buffers.bytes());
                }
            }
        }
    }

    private static void step(Clip clip, Tape tape) {
        Tensor pictures = tape.take(2, clip.resolution(), clip.resolution(), 3);
        tape.kernels().copy(pictures, pictures);
        clip.backwardToImages(clip.embedImages(pictures, tape), tape).close();
    }

    @Test
    void picturesOfAnotherSizeAreRefused() {
        try (Weights weights = TinyClips.weights(TinyClips.VIT, Precision.FLOAT);
                Buffers buffers = Buffers.create(Devices.automatic())) {
            Clip clip = Clip.load(weights);
            Tape tape = new Tape(buffers);
            assertThatThrownBy(() -> clip.embedImages(tape.take(1, 32, 32, 3), tape))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("this CLIP looks at pictures [N, 24, 24, 3], not at Tensor[1, 32, 32, 3]");
        }
    }

    @Test
    void textsOfAnotherLengthOrVocabularyAreRefused() {
        try (Weights weights = TinyClips.weights(TinyClips.VIT, Precision.FLOAT)) {
            Clip clip = Clip.load(weights);
            assertThatThrownBy(() -> clip.embedText(1, 2, 3))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("this CLIP reads texts of 12 tokens, not of 3");
            int[] foreign = new int[12];
            foreign[4] = 60;
            assertThatThrownBy(() -> clip.embedText(foreign))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("this CLIP knows the tokens 0 to 59, not 60");
        }
    }

    @Test
    void missingAndMisshapenTensorsAreListed() {
        Map<String, long[]> shapes =
                new LinkedHashMap<>(ClipTensors.of(TinyClips.VIT).shapes());
        shapes.remove("ln_final.bias");
        shapes.remove("visual.proj");
        shapes.put("visual.ln_pre.weight", new long[] {7});
        assertRefused(
                shapes,
                "the weights: the tensors are not those of a CLIP: 2 missing (visual.proj, ln_final.bias);"
                        + " 1 of the wrong shape (visual.ln_pre.weight is [7] instead of [128])");
    }

    @Test
    void weightsOfSomethingElseAreRefused() {
        assertRefused(
                Map.of("decoder.conv_in.weight", new long[] {64, 16, 3, 3}),
                "the weights: visual.conv1.weight: there is no such tensor, so this is no CLIP");
    }

    @Test
    void positionsThatAreNoSquareAreRefused() {
        Map<String, long[]> shapes =
                new LinkedHashMap<>(ClipTensors.of(TinyClips.VIT).shapes());
        shapes.put("visual.positional_embedding", new long[] {9, 128});
        assertRefused(shapes, "the weights: visual.positional_embedding: 9 positions are not a square and one");
    }

    @Test
    void aTransformerWithoutBlocksIsRefused() {
        Map<String, long[]> shapes =
                new LinkedHashMap<>(ClipTensors.of(TinyClips.VIT).shapes());
        shapes.keySet().removeIf(name -> name.startsWith("transformer."));
        assertRefused(
                shapes,
                "the weights: transformer.resblocks.0.ln_1.weight: there is no such tensor, so this is no CLIP");
    }

    private static void assertRefused(Map<String, long[]> shapes, String message) {
        try (Weights weights = new Weights(new HashWeights(shapes), Devices.automatic())) {
            assertThatThrownBy(() -> Clip.load(weights))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessage(message);
        }
    }
}
