package io.github.congeal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.congeal.control.Control;
import io.github.congeal.control.Regularizer;
import io.github.congeal.control.Settings;
import io.github.congeal.internal.checkpoint.SafetensorsWriter;
import io.github.congeal.internal.engine.Networks;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures that a head over CLIP's embeddings finds beautiful. */
class AestheticPictureTest extends TinyModelTest {
    @TempDir
    private Path folder;

    @Test
    void becomeMoreBeautifulWithOrWithoutAPrompt() {
        Path head = head(Networks.of(model).clip().dimension());
        for (boolean prompted : new boolean[] {true, false}) {
            Generation.Builder builder = builder()
                    .regularizer(new Regularizer.Aesthetic(3, head.toString()))
                    .iterations(15);
            if (prompted) {
                builder.prompt("fog");
            } else {
                builder.loss("nothing", view -> 0);
            }
            List<Frame> frames = new ArrayList<>();
            builder.build().forEach(frames::add);

            int at = frames.get(0).lossNames().indexOf("aesthetic");
            assertThat(frames.get(15).losses().get(at))
                    .isLessThan(frames.get(0).losses().get(at) - 0.05);
        }
    }

    @Test
    void theScoreIsThatOfTheNormalisedEmbeddingsTimesTheWeight() {
        Path head = head(Networks.of(model).clip().dimension());
        double once = loss(new Regularizer.Aesthetic(1, head.toString()));
        assertThat(loss(new Regularizer.Aesthetic(-2, head.toString()))).isCloseTo(-2 * once, within(1e-5));
        // The bias is 5, and the weights' length bounds the rest.
        assertThat(once).isBetween(-5 - 8.0, -5 + 8.0).isNotEqualTo(-5);
    }

    @Test
    void aHeadForAnotherClipIsRefused() {
        int dimension = Networks.of(model).clip().dimension();
        Path head = head(dimension + 1);
        assertThatThrownBy(() -> builder()
                        .prompt("fog")
                        .regularizer(new Regularizer.Aesthetic(1, head.toString()))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "whose head is for embeddings of %d numbers, but this CLIP's have %d",
                        dimension + 1, dimension);
        assertThatThrownBy(() -> builder()
                        .prompt("fog")
                        .regularizer(new Regularizer.Aesthetic(
                                1, folder.resolve("none.pth").toString()))
                        .build())
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("none.pth");
    }

    @Test
    void aStrangersPictureReadsNoHead() {
        Path head = head(Networks.of(model).clip().dimension());
        byte[] png = builder()
                .prompt("fog")
                .regularizer(new Regularizer.Aesthetic(1, head.toString()))
                .iterations(0)
                .build()
                .frames()
                .next()
                .png();
        assertThatThrownBy(() -> Generation.readFrom(new ByteArrayInputStream(png), model))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("none may be opened");
    }

    @Test
    void aStrangersChangeReadsNoHead() {
        Path head = head(Networks.of(model).clip().dimension());
        Settings later =
                Settings.EMPTY.with(Control.REGULARIZERS, List.of(new Regularizer.Aesthetic(1, head.toString())));
        byte[] png = builder()
                .prompt("fog")
                .change(1, later)
                .iterations(2)
                .build()
                .frames()
                .next()
                .png();
        assertThatThrownBy(() -> Generation.readFrom(new ByteArrayInputStream(png), model))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("none may be opened");
    }

    private static double loss(Regularizer regularizer) {
        Frame frame = builder()
                .prompt("fog")
                .regularizer(regularizer)
                .set(Control.ITERATIONS, 0)
                .build()
                .frames()
                .next();
        return frame.losses().get(1);
    }

    private static Generation.Builder builder() {
        return Generation.builder().model(model).seed(1).size(32, 32).cutouts(4);
    }

    private Path head(int dimension) {
        SplittableRandom random = new SplittableRandom(4);
        float[] weights = new float[dimension];
        double squares = 0;
        for (int i = 0; i < dimension; i++) {
            weights[i] = (float) random.nextGaussian();
            squares += weights[i] * weights[i];
        }
        for (int i = 0; i < dimension; i++) {
            weights[i] *= (float) (8 / Math.sqrt(squares));
        }
        Path file = folder.resolve("head-" + dimension + ".safetensors");
        SafetensorsWriter writer = new SafetensorsWriter();
        writer.add("weight", weights, 1, dimension);
        writer.add("bias", new float[] {5}, 1);
        writer.write(file);
        return file;
    }
}
