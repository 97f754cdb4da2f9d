package io.github.congeal.internal.painter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.congeal.CheckpointException;
import io.github.congeal.internal.checkpoint.Checkpoint;
import io.github.congeal.internal.nn.Weights;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PainterTest {
    private static final float TOLERANCE = 1e-4f;
    private static final int START = TinyPainter.VOCABULARY - 2;
    private static final int END = TinyPainter.VOCABULARY - 1;

    private final Checkpoint fixture = TinyPainter.fixture();
    private final Weights weights = TinyPainter.weights(TinyPainter.VOCABULARY);
    private final Painter painter = Painter.load(weights, TinyPainter.VOCABULARY);

    @AfterEach
    void free() {
        weights.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void paintsWhatTorchPaints(int number) {
        float[] style = fixture.read(number + ".style");

        float[] meaning = painter.read(tokens(number));
        float[] picture = painter.paint(meaning, new Style(style[0], style[1], style[2], style[3] == 1));

        assertThat(painter.side()).isEqualTo(32);
        assertThat(meaning).containsExactly(fixture.read(number + ".meaning"), within(TOLERANCE));
        assertThat(picture).containsExactly(fixture.read(number + ".picture"), within(TOLERANCE));
    }

    private int[] tokens(int number) {
        float[] stored = fixture.read(number + ".tokens");
        int[] tokens = new int[stored.length];
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = (int) stored[i];
        }
        return tokens;
    }

    @Test
    void theOrderOfWordsMatters() {
        assertThat(painter.read(START, 5, 9, END)).isNotEqualTo(painter.read(START, 9, 5, END));
    }

    @Test
    void paddingDoesNotMatter() {
        float[] bare = painter.read(START, 5, 9, END);
        assertThat(painter.read(START, 5, 9)).isEqualTo(bare);
        assertThat(painter.read(START, 5, 9, END, 0)).isEqualTo(bare);
        assertThat(painter.read(START, 5, 9, END, 0, 0, 0, 0, 0, 0)).isEqualTo(bare);
    }

    @Test
    void onlyTheBeginningOfALongTextIsRead() {
        assertThat(painter.read(START, 1, 2, 3, 4, 5, 6, END)).isEqualTo(painter.read(START, 1, 2, 3, 4, 5, 7, END));
        assertThat(painter.read(START, 1, 2, 3, 4, 5, END)).isNotEqualTo(painter.read(START, 1, 2, 3, 4, 6, END));
    }

    @Test
    void whatHasNoWordsCannotBeRead() {
        assertThat(painter.canRead(START, 5, END)).isTrue();
        assertThat(painter.canRead(START, 0, 5, END)).isTrue();
        assertThat(painter.canRead(START, END, 0, 0)).isFalse();
        assertThat(painter.canRead(START, 0, END, 0)).isFalse();
        assertThatThrownBy(() -> painter.read(START, END, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nothing to read among the tokens [58, 59, 0]");
    }

    @Test
    void aPainterForAnotherVocabularyIsRefused() {
        assertThatThrownBy(() -> Painter.load(weights, 70))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("a painter for a vocabulary of 70 tokens")
                .hasMessageContaining("reader.tokens is [60, 10] instead of [70, 10]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fine.block.conv2.bias", "memory.sharpness"})
    void aPartOfAPainterIsRefused(String missing) {
        String part = TinyPainter.description().replaceFirst("(?m)^%s .*\\n".formatted(missing), "");
        try (Weights some = TinyPainter.weights(part)) {
            assertThatThrownBy(() -> Painter.load(some, TinyPainter.VOCABULARY))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageContaining("1 missing (%s)".formatted(missing));
        }
    }
}
