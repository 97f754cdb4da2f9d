package io.github.congeal;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.congeal.control.Start;
import io.github.congeal.model.LoadOptions;
import io.github.congeal.model.Model;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weights that are numbers, but so large that what a network makes with them is none. */
class HugeWeightsTest {
    private static final BufferedImage IMAGE = new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB);
    private static final float HUGE = 3e38f;

    @TempDir
    private Path folder;

    private Path vqgan;
    private Path clip;

    @BeforeEach
    void write() throws IOException {
        try (Model model = TinyModel.in(folder)) {
            vqgan = model.files().orElseThrow().vqgan();
            clip = model.files().orElseThrow().clip();
        }
    }

    @Test
    void ofAClipNothingIsCompared() throws IOException {
        Path damaged = TinyModel.damaged(clip, "visual.conv1.weight", 0, HUGE);
        try (Model model = Model.loadClip(damaged, LoadOptions.defaults())) {
            assertThatThrownBy(() -> model.similarity(IMAGE, List.of("a")))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessage(damaged
                            + ": the embedding of a picture was NaN: weights of the model are damaged or far too"
                            + " large");
        }
    }

    @Test
    void ofATextTowerNothingIsRead() throws IOException {
        Path damaged = TinyModel.damaged(TinyModel.damaged(clip, "ln_final.bias", 0, HUGE), "text_projection", 0, HUGE);
        try (Model model = Model.loadClip(damaged, LoadOptions.defaults())) {
            assertThatThrownBy(() -> model.embed("a"))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageStartingWith(damaged + ": the embedding of a text was ");
        }
    }

    @Test
    void ofATemperatureNothingIsProbable() throws IOException {
        Path damaged = TinyModel.damaged(clip, "logit_scale", 0, HUGE);
        assertThatThrownBy(() -> Model.loadClip(damaged, LoadOptions.defaults()))
                .isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith(damaged + ": logit_scale: it is too large");
    }

    @Test
    void ofADecoderNoPictureIsMade() throws IOException {
        Path damaged = TinyModel.damaged(vqgan, "post_quant_conv.bias", 0, HUGE);
        try (Model model = Model.load(damaged, clip)) {
            assertThatThrownBy(() -> model.reconstruct(IMAGE))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageStartingWith(damaged + ": the decoded picture was NaN");
            assertThatThrownBy(() -> generation(model).image())
                    .isInstanceOf(DivergedException.class)
                    .hasMessageStartingWith("the picture was NaN or infinite in step 0: nothing was moved yet");
        }
    }

    /** The nearest of the codes would be found all the same. */
    @Test
    void ofAnEncoderNoLatentIsMade() throws IOException {
        Path damaged = TinyModel.damaged(vqgan, "encoder.conv_in.bias", 0, HUGE);
        try (Model model = Model.load(damaged, clip)) {
            assertThatThrownBy(() -> model.reconstruct(IMAGE))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageStartingWith(damaged + ": the encoded picture was ");
        }
    }

    private static Generation generation(Model model) {
        return Generation.builder()
                .model(model)
                .prompt("a")
                .size(64, 64)
                .iterations(1)
                .cutouts(2)
                .start(Start.RANDOM)
                .build();
    }
}
