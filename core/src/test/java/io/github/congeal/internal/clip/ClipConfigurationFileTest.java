package io.github.congeal.internal.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.congeal.CheckpointException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
                .contains(new ClipConfiguration(Activation.GELU, 80, 64));
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
                .contains(new ClipConfiguration(Activation.GELU, 80, 64));
        assertThat(ClipConfigurationFile.beside(checkpoint(), false)).isEmpty();
    }

    @Test
    void whatIsNotAboutAClipIsPassedOver() throws IOException {
        write("config.json", "{\"n_embed\": 16384}");
        assertThat(ClipConfigurationFile.beside(checkpoint(), true)).isEmpty();
    }

    @Test
    void whatCannotBeFollowedIsRefused() throws IOException {
        String model = "\"model_cfg\": {%s, %s}".formatted(VISION, TEXT);
        assertRefused("{%s, \"preprocess_cfg\": {\"mean\": [0.5, 0.5, 0.5]}}".formatted(model), "0.5");
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
