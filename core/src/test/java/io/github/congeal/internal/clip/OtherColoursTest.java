package io.github.congeal.internal.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.congeal.internal.nn.HashWeights;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Devices;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A CLIP that was trained on pictures normalised in another way sees what OpenAI's sees of the pictures so changed. */
class OtherColoursTest {
    private static final PictureStatistics HALF =
            new PictureStatistics(List.of(0.5, 0.4, 0.5), List.of(0.5, 0.5, 0.25));

    static Stream<ClipArchitecture> architectures() {
        return Stream.of(TinyClips.VIT, TinyClips.RESNET);
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void itIsShownWhatItWasTrainedOn(ClipArchitecture architecture) {
        int side = architecture.image().resolution();
        float[] picture = HashWeights.values("picture", side * side * 3, 1);
        float[] changed = new float[picture.length];
        for (int i = 0; i < picture.length; i++) {
            double normalised = (picture[i] - HALF.mean(i % 3)) / HALF.deviation(i % 3);
            changed[i] = (float)
                    (PictureStatistics.OPENAI.deviation(i % 3) * normalised + PictureStatistics.OPENAI.mean(i % 3));
        }

        float[] seen = embed(architecture, HALF, picture);
        float[] expected = embed(architecture, PictureStatistics.OPENAI, changed);

        assertThat(seen).isNotEqualTo(embed(architecture, PictureStatistics.OPENAI, picture));
        for (int i = 0; i < expected.length; i++) {
            assertThat(seen[i]).isCloseTo(expected[i], within(1e-4f));
        }
    }

    private static float[] embed(ClipArchitecture architecture, PictureStatistics statistics, float[] picture) {
        ClipConfiguration configuration = new ClipConfiguration(Activation.GELU, 64, 64, statistics);
        int side = architecture.image().resolution();
        try (Buffers buffers = Buffers.create(Devices.automatic());
                Weights weights = TinyClips.weights(architecture, Precision.FLOAT)) {
            Tape tape = new Tape(buffers);
            Tensor input = tape.take(1, side, side, 3);
            input.write(0, picture, 0, picture.length);
            try (Tensor embedding = Clip.load(weights, configuration).embedImages(input, tape)) {
                return embedding.toFloats();
            }
        }
    }
}
