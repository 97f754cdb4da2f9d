package io.github.congeal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.control.CoarseToFine;
import io.github.congeal.control.Control;
import io.github.congeal.control.Motion;
import io.github.congeal.control.Palette;
import io.github.congeal.control.Schedule;
import io.github.congeal.control.Size;
import io.github.congeal.control.Tiling;
import io.github.congeal.model.Model;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Large pictures are made small first by themselves, where nothing speaks against it. */
class SmallFirstTest {
    @TempDir
    private Path folder;

    private Model model;

    @BeforeEach
    void load() throws IOException {
        model = TinyModel.in(folder);
    }

    @AfterEach
    void close() {
        model.close();
    }

    private Generation.Builder large() {
        return leaf().size(512, 16);
    }

    private Generation.Builder leaf() {
        return Generation.builder()
                .model(model)
                .prompt("a leaf")
                .cutouts(2)
                .iterations(2)
                .seed(3);
    }

    @Test
    void aLargePictureIsMadeAtHalfItsSizeFirst() throws IOException {
        Generation generation = large().build();

        assertThat(generation.settings().find(Control.COARSE_TO_FINE)).contains(CoarseToFine.USUAL);
        assertThat(generation.stages().smaller())
                .allSatisfy(size -> assertThat(size.width()).isEqualTo(256))
                .hasSize(1);
        BufferedImage picture = generation.image();
        assertThat(pixels(picture))
                .isEqualTo(
                        pixels(large().coarseToFine(CoarseToFine.USUAL).build().image()))
                .isNotEqualTo(
                        pixels(large().coarseToFine(CoarseToFine.NEVER).build().image()));
    }

    @Test
    void theLastStepHasTheFullSize() {
        for (int iterations : new int[] {1, 2, 40}) {
            Generation generation = Generation.builder()
                    .model(model)
                    .prompt("a leaf")
                    .size(512, 16)
                    .iterations(iterations)
                    .coarseToFine(new CoarseToFine(100, 0.99))
                    .build();

            assertThat(generation.stages().smaller()).as("smaller sizes").isNotEmpty();
            assertThat(generation.stages().ofPicture(iterations).size())
                    .as("%s steps", iterations)
                    .isEqualTo(new Size(512, 16));
        }
    }

    @Test
    void itsFileSaysSo() throws IOException {
        Path file = folder.resolve("leaf.png");
        List<Frame> frames = large().build().stream().toList();
        frames.get(frames.size() - 1).save(file);

        Generation again = Generation.readFrom(file);

        try (Model read = again.model()) {
            assertThat(read).isNotSameAs(model);
            assertThat(again.settings().find(Control.COARSE_TO_FINE)).contains(CoarseToFine.USUAL);
        }
    }

    @Test
    void aSmallerOneIsMadeInItsSize() {
        assertThat(leaf().size(504, 504).build().stages().smaller()).isEmpty();
    }

    @Test
    void whatBeginsWithAPictureTilesOrMovesOrHasFewColoursIsMadeInItsSize() {
        BufferedImage picture = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
        assertThat(isSmallFirst(builder -> builder.initialImage(picture))).isFalse();
        assertThat(isSmallFirst(builder -> builder.initWeight(Schedule.constant(0.1))))
                .isFalse();
        assertThat(isSmallFirst(builder -> builder.tiling(Tiling.BOTH))).isFalse();
        assertThat(isSmallFirst(builder -> builder.motion(Motion.zoom(1.1)))).isFalse();
        assertThat(isSmallFirst(builder -> builder.palette(Palette.GAME_BOY))).isFalse();
        assertThat(isSmallFirst(builder -> builder.pixels(32, 1))).isFalse();
    }

    private boolean isSmallFirst(UnaryOperator<Generation.Builder> more) {
        return !more.apply(large()).build().stages().smaller().isEmpty();
    }

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }
}
