package io.github.congeal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.congeal.control.Prompt;
import io.github.congeal.control.Region;
import io.github.congeal.internal.engine.Networks;
import io.github.congeal.internal.image.ImageFile;
import io.github.congeal.internal.tensor.Device;
import io.github.congeal.model.LoadOptions;
import io.github.congeal.model.Model;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A picture that several CLIPs judge. */
class SeveralClipsTest {
    @TempDir
    Path folder;

    /** The bundled CLIP as a file, which is wider than the tiny one and looks at larger cutouts. */
    private Path anotherClip() throws IOException {
        Path file = folder.resolve("another.safetensors");
        try (InputStream in = Model.class.getResourceAsStream("bundled/clip.safetensors")) {
            Files.copy(in, file);
        }
        return file;
    }

    private static Generation.Builder small(Model model) {
        return Generation.builder()
                .model(model)
                .prompt("a red apple")
                .prompt(Prompt.of("the sea").in(Region.BOTTOM))
                .size(64, 64)
                .iterations(2)
                .cutouts(5)
                .stepSize(0.5)
                .seed(3);
    }

    @Test
    void eachHasLossesThatAreNamed() throws IOException {
        try (Model model = TinyModel.in(folder).withClip(anotherClip(), 0.5)) {
            Generation generation = small(model).build();
            List<Frame> frames = generation.stream().toList();

            assertThat(frames.get(0).lossNames())
                    .containsExactly(
                            "a red apple (CLIP 1)",
                            "the sea@bottom (CLIP 1)",
                            "a red apple (CLIP 2)",
                            "the sea@bottom (CLIP 2)");
            assertThat(frames.get(0).losses()).allMatch(loss -> loss > 0);
            assertThat(frames.get(2).image().getRGB(5, 5)).isNotEqualTo(-1);
            try (Model alone = TinyModel.in(folder)) {
                List<Double> losses =
                        small(alone).build().stream().toList().get(0).losses();
                // The weights 1 and 0.5 are two thirds and one third.
                assertThat(frames.get(0).losses().get(0)).isCloseTo(2 * losses.get(0) / 3, within(1e-6));
            }
        }
    }

    @Test
    void pixraysPresetIsJudgedByBothEachThroughAllCutouts() throws IOException {
        try (Model model = TinyModel.in(folder).withClip(anotherClip(), 1)) {
            Generation generation = Generation.builder()
                    .model(model)
                    .prompt("a red apple")
                    .preset("pixray")
                    .size(64, 64)
                    .iterations(1)
                    .seed(3)
                    .build();
            assertThat(generation.cutouts()).isEqualTo(30);
            assertThat(generation.frames().last().lossNames())
                    .containsExactly("a red apple (CLIP 1)", "a red apple (CLIP 2)");
        }
    }

    @Test
    void aPictureNamesThemAllAndIsMadeAgain() throws IOException {
        Path saved = folder.resolve("saved.png");
        try (Model model = TinyModel.in(folder).withClip(anotherClip(), 0.5)) {
            Frame frame = small(model).build().stream().toList().get(2);
            frame.save(saved);

            Generation again = Generation.readFrom(saved);
            try (Model loaded = again.model()) {
                assertThat(loaded.furtherClips())
                        .isEqualTo(model.furtherClips())
                        .hasSize(1);
                assertThat(again.stream().toList().get(2).losses()).isEqualTo(frame.losses());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"congeal:size, 1x1", "congeal:clip.2.weight, heavy", "congeal:clip.2.weight, 0"})
    void aModelThatWasLoadedInVainIsFreed(String key, String value) throws IOException {
        Path saved = folder.resolve("saved.png");
        try (Model model = TinyModel.in(folder).withClip(anotherClip(), 0.5)) {
            Map<String, String> text = new TreeMap<>(new Recipe(small(model).build()).at(0));
            text.put(key, value);
            ImageFile.write(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB), saved, text);
            Device device = Networks.of(model).device();
            long held = device.memoriesHeld().orElse(0);

            assertThatIllegalArgumentException().isThrownBy(() -> Generation.readFrom(saved));

            // Fewer, if what earlier tests left was freed meanwhile.
            assertThat(device.memoriesHeld().orElse(0)).isLessThanOrEqualTo(held);
        }
    }

    @Test
    void theBundledModelMayHaveAnotherCLIPAndStaysOpen() throws IOException {
        TinyModel.in(folder).close();
        try (Model both = Model.bundled().withClip(folder.resolve("clip.safetensors"), 2)) {
            assertThat(both.toString()).startsWith("bundled + ");
            assertThat(small(both).build().stream()).hasSize(3);
        }
        assertThat(small(Model.bundled()).build().stream()).hasSize(3);
    }

    @Test
    void memoryIsToldBefore() throws IOException {
        try (Model one = TinyModel.in(folder)) {
            long alone = small(one).build().memoryNeeded();
            try (Model both = one.withClip(anotherClip(), 1)) {
                assertThat(small(both).build().memoryNeeded()).isGreaterThan(alone + 1_000_000);
            }
        }
    }

    @Test
    void whatIsNoClipOrHasNoWeightIsRefused() throws IOException {
        Path another = anotherClip();
        try (Model model = TinyModel.in(folder)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> model.withClip(another, 0))
                    .withMessageContaining("weight of a CLIP was 0");
        }
        Path vqgan = folder.resolve("vqgan.safetensors");
        Model model = TinyModel.in(folder);
        assertThatThrownBy(() -> model.withClip(vqgan, 1)).isInstanceOf(CheckpointException.class);
        try (Model drawing = Model.loadVqgan(vqgan, LoadOptions.defaults())) {
            assertThatIllegalArgumentException().isThrownBy(() -> drawing.withClip(another, 1));
        }
    }
}
