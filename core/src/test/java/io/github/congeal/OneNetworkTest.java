package io.github.congeal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.congeal.control.Control;
import io.github.congeal.model.LoadOptions;
import io.github.congeal.model.Model;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A model of one network, and what is wrong with a model's metadata. */
class OneNetworkTest {
    private static final BufferedImage IMAGE = new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB);

    @TempDir
    private Path folder;

    private Model both;

    @BeforeEach
    void load() throws IOException {
        both = TinyModel.in(folder);
    }

    @Test
    void aVqganReconstructs() {
        try (Model model = Model.loadVqgan(both.files().orElseThrow().vqgan(), LoadOptions.defaults())) {
            assertThat(pixels(model.reconstruct(IMAGE))).isEqualTo(pixels(both.reconstruct(IMAGE)));
            assertThat(model.draws()).isTrue();
            assertThat(model.looks()).isFalse();
            assertThat(model.files()).isEmpty();
            assertThatThrownBy(() -> model.embed("fog"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("this model has only a VQGAN");
            assertThatThrownBy(() -> model.embed(IMAGE)).isInstanceOf(IllegalStateException.class);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Generation.builder().model(model))
                    .withMessageStartingWith("model was ")
                    .withMessageContaining("takes a VQGAN and a CLIP");
        } finally {
            both.close();
        }
    }

    @Test
    void aClipCompares() {
        try (Model model = Model.loadClip(both.files().orElseThrow().clip(), LoadOptions.defaults())) {
            assertThat(model.similarity(IMAGE, List.of("a", "b"))).isEqualTo(both.similarity(IMAGE, List.of("a", "b")));
            assertThat(model.activation()).isEqualTo(both.activation());
            assertThat(model.draws()).isFalse();
            assertThatThrownBy(() -> model.reconstruct(IMAGE))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("this model has only a CLIP");
        } finally {
            both.close();
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void aFileWithWhatIsNoNumberIsRefused(float value) throws IOException {
        Path clip = both.files().orElseThrow().clip();
        String tensor = "visual.proj";
        Path damaged = TinyModel.damaged(clip, tensor, 5, value);
        both.close();

        assertThatThrownBy(() -> Model.loadClip(damaged, LoadOptions.defaults()))
                .isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith(damaged + ": " + tensor + ": its number 5 is " + value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"token_embedding.weight", "transformer.resblocks.0.mlp.c_fc.weight", "ln_final.bias"})
    void aDamagedTextTowerIsRefusedWhenTheModelIsLoaded(String tensor) throws IOException {
        Path damaged = TinyModel.damaged(both.files().orElseThrow().clip(), tensor, 7, Float.NaN);
        both.close();

        assertThatThrownBy(() -> Model.loadClip(damaged, LoadOptions.defaults()))
                .isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith(damaged + ": " + tensor + ": its number 7 is NaN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"encoder.conv_in.weight", "quant_conv.bias"})
    void aDamagedEncoderIsRefusedWhenTheModelIsLoaded(String tensor) throws IOException {
        Path damaged = TinyModel.damaged(both.files().orElseThrow().vqgan(), tensor, 1, Float.NaN);
        both.close();

        assertThatThrownBy(() -> Model.loadVqgan(damaged, LoadOptions.defaults()))
                .isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith(damaged + ": " + tensor + ": its number 1 is NaN");
    }

    @Test
    void aPictureThatIsTooLargeIsNotReconstructed() {
        BufferedImage huge = new BufferedImage(20_000, 20_000, BufferedImage.TYPE_BYTE_BINARY);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> both.reconstruct(huge))
                .withMessageStartingWith("the picture was 20000x20000, which needs ");
        both.close();
    }

    @Test
    void aFileOfTheOtherKindIsRefused() {
        Model.Files files = both.files().orElseThrow();
        both.close();
        assertThatThrownBy(() -> Model.loadVqgan(files.clip(), LoadOptions.defaults()))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining(files.clip().toString());
        assertThatThrownBy(() -> Model.loadClip(files.vqgan(), LoadOptions.defaults()))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining(files.vqgan().toString());
    }

    @ParameterizedTest
    @CsvSource({
        "congeal.start, drawn, start was \"drawn\"",
        "congeal.cutout_method, none, cutout-method was \"none\"",
        "congeal.step_size, 0, step-size was \"0\"",
        "congeal.iterations, many, iterations was \"many\"",
    })
    void aWrongWordInTheMetadataFailsAtLoad(String key, String value, String sentence) {
        both.close();
        assertThatThrownBy(() -> TinyModel.in(folder, Map.of(key, value)))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining(folder.resolve("clip.safetensors").toString())
                .hasMessageContaining(sentence);
    }

    @Test
    void whatAModelSaysOfItselfIsWhatItIsBuiltWith() throws IOException {
        both.close();
        Map<String, String> metadata = Map.of(
                "congeal.size", "16", "congeal.cutouts", "3", "congeal.start", "plain", "congeal.start.grey", "0.5");
        try (Model model = TinyModel.in(folder, metadata)) {
            Generation generation =
                    Generation.builder().model(model).prompt("fog").build();
            assertThat(generation.width()).isEqualTo(16);
            assertThat(generation.cutouts()).isEqualTo(3);
            assertThat(generation.settings().toText()).containsEntry("start", "plain(ground=0.5, noise=0.05)");
            assertThat(generation.settings().has(Control.MEMORY_LIMIT)).isFalse();
        }
    }

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }
}
