package io.github.congeal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.congeal.control.Control;
import io.github.congeal.control.Start;
import io.github.congeal.internal.image.ImageFile;
import io.github.congeal.model.Model;
import io.github.congeal.model.PaintingModel;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The painted start as a caller meets it. */
class PaintedStartTest {
    @TempDir
    Path folder;

    private static Model model;

    @BeforeAll
    static void load() {
        model = PaintingModel.create();
    }

    @Test
    void aPaintedStartIsOfThePromptAndTheSeed() {
        int[] apple = firstFrame(painted("a red apple", 1));
        assertThat(firstFrame(painted("a red apple", 1))).isEqualTo(apple);
        assertThat(firstFrame(painted("a red apple", 2))).isNotEqualTo(apple);
        assertThat(firstFrame(painted("a castle at night", 1))).isNotEqualTo(apple);
        assertThat(firstFrame(settings(1).prompt("a red apple").start(Start.PLAIN)))
                .isNotEqualTo(apple);
    }

    @Test
    void anInitialImageGoesFirst() {
        BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        assertThat(firstFrame(painted("a red apple", 1).initialImage(image)))
                .isEqualTo(firstFrame(
                        settings(1).prompt("a red apple").start(Start.PLAIN).initialImage(image)));
    }

    @Test
    void withNothingButTargetImagesTheGroundIsPlain() {
        BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        assertThat(firstFrame(settings(1).target(image, 1).start(Start.PAINTED)))
                .isEqualTo(firstFrame(settings(1).target(image, 1).start(Start.PLAIN)));
    }

    @Test
    void aModelWithoutAPainterRefuses() throws IOException {
        try (Model other = TinyModel.in(folder)) {
            Generation.Builder builder =
                    Generation.builder().model(other).prompt("a red apple").start(Start.PAINTED);
            assertThatThrownBy(builder::build)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("start was painted")
                    .hasMessageContaining("no painter")
                    .hasMessageContaining("plain or random");
        }
    }

    @Test
    void withAnInitialImageNoPainterIsNeeded() throws IOException {
        BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
        try (Model other = TinyModel.in(folder)) {
            Generation generation = Generation.builder()
                    .model(other)
                    .prompt("a red apple")
                    .initialImage(image)
                    .start(Start.PAINTED)
                    .size(16, 16)
                    .iterations(0)
                    .cutouts(1)
                    .build();
            assertThat(firstFrame(generation)).hasSize(256);
        }
    }

    @Test
    void aModelThatMissesThePainterItSpeaksOfBeginsPlain() throws IOException {
        try (Model other = TinyModel.in(folder, Map.of("congeal.start", "painted"))) {
            Generation generation = Generation.builder()
                    .model(other)
                    .prompt("a red apple")
                    .size(16, 16)
                    .build();
            assertThat(generation.start()).isEqualTo(new Start.Plain(0.75, 0.05));
        }
    }

    @Test
    void aSavedPictureTellsThatItsStartWasPainted() throws IOException {
        Path file = folder.resolve("apple.png");
        Generation generation = painted("a red apple", 1).build();
        generation.stream().findFirst().orElseThrow().save(file);

        Map<String, String> text = ImageFile.readText(file);
        // What the file calls the bundled model here is one with another painter.
        Generation.Builder again = Generation.builder()
                .settings(new RecipeReader(file, text).settings(Control.all()))
                .model(model);

        assertThat(again.build().start()).isEqualTo(new Start.Painted(0.15));
        assertThat(firstFrame(again)).isEqualTo(firstFrame(painted("a red apple", 1)));
    }

    @ParameterizedTest
    @CsvSource({"a red heart, 16", "a green frog, 8", "a blue balloon, 0"})
    void theBundledModelPaintsThePromptInItsColour(String prompt, int shift) {
        Generation generation = Generation.builder()
                .prompt(prompt)
                .size(64, 64)
                .iterations(0)
                .cutouts(2)
                .seed(1)
                .build();
        int[] pixels = firstFrame(generation);
        double[] means = new double[3];
        for (int y = 16; y < 48; y++) {
            for (int x = 16; x < 48; x++) {
                for (int colour = 0; colour < 3; colour++) {
                    means[colour] += (pixels[y * 64 + x] >> 8 * colour & 255) / 1024.0;
                }
            }
        }
        assertThat(generation.start()).isInstanceOf(Start.Painted.class);
        assertThat(means[shift / 8] - (means[0] + means[1] + means[2] - means[shift / 8]) / 2)
                .isGreaterThan(50);
    }

    private static Generation.Builder painted(String prompt, long seed) {
        return settings(seed).prompt(prompt).start(Start.PAINTED);
    }

    private static Generation.Builder settings(long seed) {
        return Generation.builder()
                .model(model)
                .size(64, 64)
                .iterations(0)
                .cutouts(2)
                .seed(seed);
    }

    private static int[] firstFrame(Generation.Builder builder) {
        return firstFrame(builder.build());
    }

    private static int[] firstFrame(Generation generation) {
        try (FrameIterator frames = generation.frames()) {
            BufferedImage image = frames.next().image();
            return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        }
    }
}
