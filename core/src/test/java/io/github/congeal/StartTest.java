package io.github.congeal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.congeal.control.Fit;
import io.github.congeal.control.Start;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a picture may begin with, as a caller meets it. */
class StartTest extends TinyModelTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {"random", "plain", "perlin", "perlin(cells=2, octaves=1)", "gradient", "snow", "pixels(size=8)"})
    void theSeedDecidesTheFirstPictureAndItsFileMakesItAgain(String start) throws IOException {
        Frame first = first(start, 1);
        Path file = folder.resolve("first.png");
        first.save(file);
        Generation again = Generation.readFrom(file);
        assertThat(again.start()).isEqualTo(Start.FORM.read(start).over(again.start()));
        assertThat(pixels(again.frames().next())).isEqualTo(pixels(first)).isNotEqualTo(pixels(first(start, 2)));
        again.model().close();
    }

    @Test
    void eachBeginsInAnotherWay() {
        assertThat(pixels(first("perlin", 1)))
                .isNotEqualTo(pixels(first("perlin(contrast=1)", 1)))
                .isNotEqualTo(pixels(first("gradient", 1)))
                .isNotEqualTo(pixels(first("snow", 1)));
        assertThat(pixels(first("snow", 1))).isEqualTo(pixels(first("pixels(size=1)", 1)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "perlin(cells=0); cells was 0",
                "perlin(octaves=17); octaves was 17",
                "perlin(persistence=1.5); persistence was 1.5",
                "perlin(contrast=-1); contrast was -1",
                "pixels(size=0); size was 0",
                "gradient(size=3); gradient has no size",
            })
    void whatIsOutOfRangeIsRefused(String start, String complaint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Generation.builder().set("start", start))
                .withMessageContaining(complaint);
    }

    @Test
    void noiseOnTopOfAPictureComesFromTheSeed() {
        assertThat(pixels(begun(0.5, 1)))
                .isEqualTo(pixels(begun(0.5, 1)))
                .isNotEqualTo(pixels(begun(0.5, 2)))
                .isNotEqualTo(pixels(begun(0, 1)));
        assertThat(pixels(begun(0, 1))).isEqualTo(pixels(begun(0, 2)));
    }

    @Test
    void whatIsSaidOfAPictureTakesOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> small().initialFit(Fit.COVER).build())
                .withMessage("initial-fit was cover, but there is no initial-image: give one");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> small().initialNoise(0.1).build())
                .withMessageContaining("initial-noise was 0.1");
        assertThat(small().initialFit(Fit.STRETCH).initialNoise(0).build().width())
                .isEqualTo(32);
    }

    private static Frame begun(double noise, long seed) {
        BufferedImage image = new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB);
        image.setRGB(3, 3, 0xffffff);
        try (FrameIterator frames = small().seed(seed)
                .initialImage(image)
                .initialFit(Fit.CONTAIN)
                .initialNoise(noise)
                .build()
                .frames()) {
            return frames.next();
        }
    }

    private static Generation.Builder small() {
        return Generation.builder().model(model).prompt("x").size(32, 32).cutouts(1);
    }

    private static Frame first(String start, long seed) {
        try (FrameIterator frames =
                small().seed(seed).set("start", start).build().frames()) {
            return frames.next();
        }
    }

    private static int[] pixels(Frame frame) {
        return frame.image().getRGB(0, 0, 32, 32, null, 0, 32);
    }
}
