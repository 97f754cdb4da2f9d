package io.github.congeal.internal.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.congeal.CheckpointException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClipConfigurationFileTest {
    private static final String VISION = "\"vision_cfg\": {\"layers\": 32, \"width\": 1280, \"head_width\": 80}";
    private static final String TEXT = "\"text_cfg\": {\"width\": 1024, \"heads\": 16}";

    @TempDir
    Path folder;

    @Test
    void openClipsConfigurationIsRead() throws IOException {
        write("open_clip_config.json", "{\"model_cfg\": {%s, %s}}".formatted(VISION, TEXT));
        assertThat(ClipConfigurationFile.beside(checkpoint(), false))
                .contains(new ClipConfiguration(Activation.GELU, 80, 64, PictureStatistics.OPENAI));
        // It belongs to the file of open_clip's own names.
        assertThat(ClipConfigurationFile.beside(checkpoint(), true)).isEmpty();
    }

    @Test
    void transformersConfigurationIsRead() throws IOException {
        write("config.json", """
                {"projection_dim": 512,
                 "text_config": {"hidden_size": 256, "num_attention_heads": 4, "hidden_act": "gelu"},
                 "vision_config": {"hidden_size": 1280, "num_attention_heads": 16, "hidden_act": "gelu"}}""");
        assertThat(ClipConfigurationFile.beside(checkpoint(), true))
                .contains(new ClipConfiguration(Activation.GELU, 80, 64, PictureStatistics.OPENAI));
        assertThat(ClipConfigurationFile.beside(checkpoint(), false)).isEmpty();
    }

    @Test
    void theColoursThatItWasTrainedOnAreRead() throws IOException {
        PictureStatistics halves = new PictureStatistics(List.of(0.5, 0.5, 0.5), List.of(0.5, 0.5, 0.5));
        String half = "[0.5, 0.5, 0.5]";
        write(
                "open_clip_config.json",
                "{\"model_cfg\": {%s, %s}, \"preprocess_cfg\": {\"mean\": %s, \"std\": %s}}"
                        .formatted(VISION, TEXT, half, half));
        assertThat(ClipConfigurationFile.beside(checkpoint(), false))
                .contains(new ClipConfiguration(Activation.GELU, 80, 64, halves));

        // Transformers keeps them in a file of their own.
        write("config.json", "{\"vision_config\": {\"hidden_act\": \"quick_gelu\"}}");
        write("preprocessor_config.json", "{\"image_mean\": %s, \"image_std\": %s}".formatted(half, half));
        assertThat(ClipConfigurationFile.beside(checkpoint(), true))
                .contains(new ClipConfiguration(Activation.QUICK_GELU, 64, 64, halves));
    }

    @Test
    void whatIsNotAboutAClipIsPassedOver() throws IOException {
        write("config.json", "{\"n_embed\": 16384}");
        assertThat(ClipConfigurationFile.beside(checkpoint(), true)).isEmpty();
    }

    @Test
    void whatCannotBeFollowedIsRefused() throws IOException {
        String model = "\"model_cfg\": {%s, %s}".formatted(VISION, TEXT);
        assertRefused("{%s, \"preprocess_cfg\": {\"mean\": [0.5, \"x\", 0.5]}}".formatted(model), "x");
        assertRefused("{%s, \"preprocess_cfg\": {\"std\": [0.5, 0, 0.5]}}".formatted(model), "three colours");
        assertRefused("{%s, \"preprocess_cfg\": {\"mean\": [0.5]}}".formatted(model), "three colours");
        assertRefused("{%s}".formatted(model).replace("16", "0"), "heads");
        assertRefused("{\"model_cfg\": {\"vision_cfg\": {\"timm_model_name\": \"convnext\"}}}", "timm");
        assertRefused("{\"model_cfg\": ", "no sound JSON");
    }

    private void assertRefused(String json, String part) throws IOException {
        write("open_clip_config.json", json);
        assertThatThrownBy(() -> ClipConfigurationFile.beside(checkpoint(), false))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("open_clip_config.json")
                .hasMessageContaining(part);
    }

    private Path checkpoint() {
        return folder.resolve("model.safetensors");
    }

    private void write(String name, String json) throws IOException {
        Files.writeString(folder.resolve(name), json);
    }
}
