package io.github.congeal.internal.painter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.congeal.CheckpointException;
import io.github.congeal.internal.checkpoint.Checkpoint;
import io.github.congeal.internal.nn.HashWeights;
import io.github.congeal.internal.nn.Weights;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PainterTest {
    private static final float TOLERANCE = 1e-4f;

    private final Checkpoint fixture = TinyPainter.fixture();
    private final Weights weights = TinyPainter.weights(TinyPainter.DIMENSION);

    @AfterEach
    void free() {
        weights.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void paintsWhatTorchPaints(int number) {
        Painter painter = Painter.load(weights, TinyPainter.DIMENSION);
        float[] style = fixture.read(number + ".style");

        float[] direction = painter.project(fixture.read(number + ".text"));
        float[] picture = painter.paint(direction, new Style(style[0], style[1], style[2], style[3] == 1));

        assertThat(painter.side()).isEqualTo(32);
        assertThat(direction).containsExactly(fixture.read(number + ".direction"), within(TOLERANCE));
        assertThat(picture).containsExactly(fixture.read(number + ".picture"), within(TOLERANCE));
    }

    @Test
    void howLongAnEmbeddingIsDoesNotMatter() {
        Painter painter = Painter.load(weights, TinyPainter.DIMENSION);
        float[] text = fixture.read("0.text");
        float[] longer = text.clone();
        for (int i = 0; i < longer.length; i++) {
            longer[i] *= 7;
        }
        assertThat(painter.project(longer)).containsExactly(painter.project(text), within(1e-6f));
    }

    @Test
    void aPainterForOtherEmbeddingsIsRefused() {
        assertThatThrownBy(() -> Painter.load(weights, 512))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("a painter for embeddings of 512 numbers")
                .hasMessageContaining("project.weight is [48, 32] instead of [48, 512]");
    }

    @Test
    void aPartOfAPainterIsRefused() {
        String part = TinyPainter.description().replaceFirst("(?m)^fine.block.conv2.bias \\d+\\n", "");
        try (Weights some = new Weights(HashWeights.of(part))) {
            assertThatThrownBy(() -> Painter.load(some, TinyPainter.DIMENSION))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageContaining("1 missing (fine.block.conv2.bias)");
        }
    }
}
