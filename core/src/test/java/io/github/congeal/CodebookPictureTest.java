package io.github.congeal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.congeal.control.Canvas;
import io.github.congeal.control.Control;
import io.github.congeal.control.Optimizer;
import io.github.congeal.control.Schedule;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user sees of codebook sampling. */
class CodebookPictureTest extends TinyModelTest {
    @Test
    void aPngMakesTheVeryPictureAgain() throws IOException {
        Frame last = small().build().frames().last();
        assertThat(last.settings().get(Control.CANVAS)).isEqualTo(Canvas.CODEBOOK);

        Generation again = Generation.readFrom(new ByteArrayInputStream(last.png()), model);
        assertThat(again.settings().toText()).isEqualTo(last.settings().toText());
        assertThat(again.frames().last().png()).isEqualTo(last.png());
    }

    @Test
    void itsNumbersAreTheNotebooksUnlessOthersAreSaid() {
        Generation usual = small().build();
        assertThat(usual.stepSize()).isEqualTo(Schedule.constant(0.05));
        assertThat(usual.settings().get(Control.OPTIMIZER))
                .isEqualTo(Optimizer.adamW().weightDecay(0));
        Generation other = small().stepSize(0.3).optimizer(Optimizer.adam()).build();
        assertThat(other.stepSize()).isEqualTo(Schedule.constant(0.3));
        assertThat(other.settings().get(Control.OPTIMIZER)).isEqualTo(Optimizer.adam());
    }

    @Test
    void theBundledModelSketchesOnItToo() {
        Generation generation = Generation.builder()
                .prompt("a red apple")
                .canvas(Canvas.CODEBOOK)
                .size(64, 64)
                .cutouts(4)
                .iterations(8)
                .seed(1)
                .build();
        try (FrameIterator frames = generation.frames()) {
            int[] first = pixels(frames.next());
            Frame last = frames.last();
            assertThat(pixels(last)).isNotEqualTo(first);
            assertThat(pixels(generation.frames().last())).isEqualTo(pixels(last));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "init-weight | 1 | init-weight",
                "mse-regularization | mse-regularization | mse-regularization",
                "clamp-latent | false | clamp-latent false",
                "regularizer | total-variation(of=latent) | regularizer total-variation",
            })
    void whatIsAboutALatentIsRefused(String control, String value, String named) {
        Generation.Builder builder = small().set(control, value);
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(named)
                .hasMessageContaining("is about the latent, but canvas was codebook");
    }

    @Test
    void aCertaintyIsARealChance() {
        assertThatThrownBy(() -> new Canvas.Codebook(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("certainty was 1, but must be a number from 0.001 to 0.999");
    }

    private static Generation.Builder small() {
        return Generation.builder()
                .model(model)
                .prompt("fog")
                .canvas(Canvas.CODEBOOK)
                .size(48, 32)
                .iterations(2)
                .cutouts(3)
                .seed(5);
    }

    private static int[] pixels(Frame frame) {
        var image = frame.image();
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }
}
