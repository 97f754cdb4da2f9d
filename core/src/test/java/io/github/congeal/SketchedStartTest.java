package io.github.congeal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.congeal.control.Prompt;
import io.github.congeal.control.Start;
import io.github.congeal.internal.image.ImageFile;
import io.github.congeal.model.Model;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sketched start as a caller meets it. */
class SketchedStartTest {
    private static final int STEPS = 2;

    @TempDir
    Path folder;

    @Test
    void firstComesMudOfTheSeedAlone() {
        List<int[]> apple = frames(sketched("a red apple", 1));
        List<int[]> castle = frames(sketched("a castle at night", 1));
        List<int[]> other = frames(sketched("a red apple", 2));
        assertThat(castle.get(0)).isEqualTo(apple.get(0));
        assertThat(other.get(0)).isNotEqualTo(apple.get(0));
        assertThat(contrast(apple.get(0))).isBetween(0.02, 0.12);
    }

    @Test
    void atHalfTimeThePromptShowsForEachSeedAnother() {
        int[] apple = frames(sketched("a red apple", 1)).get(1);
        int[] again = frames(sketched("a red apple", 1)).get(1);
        int[] other = frames(sketched("a red apple", 2)).get(1);
        int[] sky = frames(sketched("a blue whale", 1)).get(1);
        assertThat(again).isEqualTo(apple);
        assertThat(other).isNotEqualTo(apple);
        assertThat(middle(apple, 16)).isGreaterThan(middle(apple, 0) + 50);
        assertThat(middle(other, 16)).isGreaterThan(middle(other, 0) + 50);
        assertThat(middle(sky, 0)).isGreaterThan(middle(sky, 16) + 50);
    }

    @Test
    void ofAPromptFarLongerThanAnyContextOnlyTheBeginningIsDrawn() {
        String beginning = "a red apple" + ", very red".repeat(1_700);
        int[] drawn = frames(cut(beginning)).get(1);
        assertThat(frames(cut(beginning + " above a blue whale")).get(1)).isEqualTo(drawn);
    }

    private static Generation.Builder cut(String prompt) {
        return sketched(prompt, 1).truncate(true);
    }

    /** Not place by place: what is not decided yet is nearer to the sketch after each pass. */
    @ParameterizedTest
    @ValueSource(ints = {64, 256})
    void theMudClearsUpEverywhere(int size) {
        Generation generation = Generation.builder()
                .prompt("a red apple")
                .size(size, size)
                .iterations(8)
                .cutouts(2)
                .seed(1)
                .build();
        List<int[]> frames = generation.stream()
                .limit(5)
                .map(frame -> frame.image().getRGB(0, 0, size, size, null, 0, size))
                .toList();
        int[] sketch = frames.get(4);
        assertThat(near(frames.get(0), sketch)).isLessThan(0.2);
        assertThat(near(frames.get(2), sketch)).isGreaterThan(0.75);
    }

    /** The share of pixels whose red is near that of another picture. */
    private static double near(int[] picture, int[] other) {
        int count = 0;
        for (int i = 0; i < picture.length; i++) {
            count += Math.abs((picture[i] >> 16 & 255) - (other[i] >> 16 & 255)) < 48 ? 1 : 0;
        }
        return (double) count / picture.length;
    }

    @ParameterizedTest
    @CsvSource({"sketched(book=false)", "sketched(style=noto)", "sketched(temperature=2)", "sketched(guidance=3)"})
    void whatIsSaidOfTheSketchCounts(String start) {
        Start other = Start.FORM.read(start);
        assertThat(frames(builder("a red apple", 1).start(other)).get(1))
                .isNotEqualTo(frames(sketched("a red apple", 1)).get(1));
    }

    @Test
    void onePassIsEnough() {
        assertThat(frames(builder("a red apple", 1).start(new Start.Sketched("any", 1, 0.5, 1, true))))
                .hasSize(1 + STEPS);
    }

    @Test
    void otherSizesAreSketchedToo() {
        for (int[] size : new int[][] {{64, 48}, {40, 72}}) {
            Generation generation = Generation.builder()
                    .prompt("a red apple")
                    .size(size[0], size[1])
                    .iterations(STEPS)
                    .cutouts(2)
                    .seed(1)
                    .start(Start.SKETCHED)
                    .build();
            BufferedImage last = null;
            for (Frame frame : generation) {
                last = frame.image();
            }
            int colour = last.getRGB(size[0] / 2, size[1] / 2);
            assertThat(colour >> 16 & 255).isGreaterThan((colour & 255) + 40);
        }
    }

    @Test
    void withoutAWantedPromptTheStartIsPlain() {
        BufferedImage target = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        int[] plain = frames(builder("a red apple", 1).start(Start.PLAIN)).get(0);
        assertThat(frames(settings(1).target(target, 1).start(Start.SKETCHED)).get(0))
                .isEqualTo(plain);
        assertThat(frames(settings(1)
                                .prompt(Prompt.of("fog").weight(-1))
                                .target(target, 1)
                                .start(Start.SKETCHED))
                        .get(0))
                .isEqualTo(plain);
        assertThat(frames(sketched("a red apple", 1).target(target, 1)).get(0)).isNotEqualTo(plain);
    }

    @Test
    void anInitialImageGoesFirst() {
        BufferedImage black = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        for (int[] frame : frames(sketched("a red apple", 1).initialImage(black))) {
            assertThat(middle(frame, 16)).isLessThan(80);
        }
    }

    @Test
    void aStyleThatIsNotKnownIsRefusedWithThoseThatAre() {
        assertThatThrownBy(() -> builder("a cat", 1)
                        .start(Start.FORM.read("sketched(style=baroque)"))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("baroque")
                .hasMessageContaining("noto");
    }

    @Test
    void aModelWithoutASketcherSaysSoAndBeginsPlainByItself() throws IOException {
        try (Model model = Model.load(copy("vqgan.safetensors"), copy("clip.safetensors"))) {
            assertThatThrownBy(() -> sketched("a cat", 1).model(model).build())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("no sketcher");
            assertThat(builder("a cat", 1).model(model).build().start()).isInstanceOf(Start.Plain.class);
        }
    }

    @Test
    void aSavedPictureTellsHowItWasSketched() throws IOException {
        Path file = folder.resolve("apple.png");
        Start.Sketched start = new Start.Sketched("fluent 3d", 1.5, 0.25, 4, false);
        Generation generation = builder("a red apple", 1).start(start).build();
        for (Frame frame : generation) {
            frame.save(file);
        }
        assertThat(ImageFile.readText(file, key -> true))
                .containsEntry(
                        "congeal:start",
                        "sketched(style=fluent 3d, guidance=1.5, temperature=0.25, passes=4, book=false)");
        assertThat(Generation.readFrom(file).start()).isEqualTo(start);
    }

    private Path copy(String resource) throws IOException {
        Path file = folder.resolve(resource);
        try (InputStream in = Model.class.getResourceAsStream("bundled/" + resource)) {
            Files.copy(in, file);
        }
        return file;
    }

    private static Generation.Builder sketched(String prompt, long seed) {
        return builder(prompt, seed).start(Start.SKETCHED);
    }

    private static Generation.Builder builder(String prompt, long seed) {
        return settings(seed).prompt(prompt);
    }

    private static Generation.Builder settings(long seed) {
        return Generation.builder().size(64, 64).iterations(STEPS).cutouts(2).seed(seed);
    }

    private static List<int[]> frames(Generation.Builder builder) {
        return builder.build().stream()
                .map(frame -> frame.image().getRGB(0, 0, 64, 64, null, 0, 64))
                .toList();
    }

    /** The mean of a colour of the middle pixels: 16 for red, 8 for green, 0 for blue. */
    private static double middle(int[] pixels, int shift) {
        double sum = 0;
        for (int y = 24; y < 40; y++) {
            for (int x = 24; x < 40; x++) {
                sum += pixels[64 * y + x] >> shift & 255;
            }
        }
        return sum / 256;
    }

    /** The standard deviation of the green of all pixels. */
    private static double contrast(int[] pixels) {
        double sum = 0;
        double squares = 0;
        for (int pixel : pixels) {
            double value = (pixel >> 8 & 255) / 255.0;
            sum += value;
            squares += value * value;
        }
        return Math.sqrt(squares / pixels.length - Math.pow(sum / pixels.length, 2));
    }
}
