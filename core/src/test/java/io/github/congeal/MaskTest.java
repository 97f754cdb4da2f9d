package io.github.congeal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.congeal.control.Fit;
import io.github.congeal.control.Mask;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Painting only a part of the initial picture, as a caller meets it. */
class MaskTest extends TinyModelTest {
    private static final int WIDTH = 48;
    private static final int HEIGHT = 32;

    @TempDir
    private Path folder;

    @Test
    void whatIsNotPaintedStaysExactlyInEachFrame() {
        Generation.Builder builder = begun(stripes(WIDTH, HEIGHT)).mask(new Mask.Rectangle(0.5, 0, 0.5, 1));
        assertKept(builder, (x, y) -> x < 24);
    }

    @Test
    void anEllipseIsPaintedAndItsCornersStay() {
        Generation.Builder builder =
                begun(stripes(WIDTH, HEIGHT)).mask(new Mask.Ellipse(0, 0, 1, 1)).maskFeather(0);
        assertKept(builder, (x, y) -> Math.hypot((x + 0.5) / 24 - 1, (y + 0.5) / 16 - 1) > 1);
    }

    @Test
    void aMaskPictureIsPaintedWhereItIsWhite() {
        BufferedImage white = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        for (int x = 8; x < 20; x++) {
            for (int y = 4; y < 30; y++) {
                white.setRGB(x, y, 0xffffff);
            }
        }
        BiPredicate<Integer, Integer> outside = (x, y) -> x < 8 || x >= 20 || y < 4 || y >= 30;
        assertKept(begun(stripes(WIDTH, HEIGHT)).mask(white), outside);
        assertKept(begun(stripes(WIDTH, HEIGHT)).mask(white).maskInverted(true), outside.negate());
    }

    @Test
    void aMaskIsFittedWithItsPicture() {
        BufferedImage white = new BufferedImage(64, 32, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 16; x++) {
            for (int y = 0; y < 32; y++) {
                white.setRGB(x, y, 0xffffff);
            }
        }
        // Of 64 columns the middle 48 are in the frame, so 8 of the 16 white ones.
        assertKept(begun(stripes(64, 32)).initialFit(Fit.COVER).mask(white), (x, y) -> x >= 8);
    }

    @Test
    void beyondThePicturesEdgesItIsPaintedFurther() {
        Generation.Builder builder =
                begun(stripes(20, 16)).initialFit(new Fit.Place(10, 16)).mask(Mask.BORDER);
        BufferedImage last = assertChanged(builder);
        assertThat(last.getRGB(10, 16, 20, 16, null, 0, 20))
                .isEqualTo(stripes(20, 16).getRGB(0, 0, 20, 16, null, 0, 20));
    }

    @Test
    void theEdgeIsSoft() {
        Mask half = new Mask.Rectangle(0.5, 0, 0.5, 1);
        BufferedImage black = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        int[] hard = brightness(begun(black).mask(half).maskFeather(0));
        int[] soft = brightness(begun(black).mask(half).maskFeather(12));
        assertThat(soft[23]).isZero();
        assertThat(soft[24]).isBetween(0, hard[24] / 4);
        assertThat(soft[30]).isBetween(hard[30] / 4, hard[30] * 3 / 4);
        assertThat(soft[47]).isEqualTo(hard[47]);
    }

    @Test
    void theFileMakesItAgainAndAStrangersOpensNoMask() throws IOException {
        Path picture = folder.resolve("picture.png");
        Path mask = folder.resolve("mask, (1).png");
        PictureFile.write(stripes(WIDTH, HEIGHT), picture);
        PictureFile.write(stripes(WIDTH, HEIGHT), mask);
        Generation generation = small().initialImage(picture)
                .mask(mask)
                .maskInverted(true)
                .maskFeather(2)
                .build();
        Path saved = folder.resolve("saved.png");
        Frame frame = last(generation);
        frame.save(saved);
        Generation again = Generation.readFrom(saved);
        assertThat(again.settings().toText()).isEqualTo(generation.settings().toText());
        assertThat(pixels(last(again).image())).isEqualTo(pixels(frame.image()));
        again.model().close();
        byte[] png = Files.readAllBytes(saved);
        assertThatThrownBy(() -> Generation.readFrom(new ByteArrayInputStream(png), model))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("takes a picture from a file");
    }

    @Test
    void aSavedMaskPictureAloneIsRefusedFromAStranger() throws IOException {
        Path mask = folder.resolve("mask.png");
        PictureFile.write(stripes(WIDTH, HEIGHT), mask);
        Path saved = folder.resolve("saved.png");
        io.github.congeal.internal.image.ImageFile.write(
                stripes(4, 4), saved, withMask(new Recipe(small().build()).at(0), mask.toString()));
        byte[] png = Files.readAllBytes(saved);
        assertThatThrownBy(() -> Generation.readFrom(new ByteArrayInputStream(png), model))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("takes a picture from a file (mask)");
    }

    private static java.util.Map<String, String> withMask(java.util.Map<String, String> text, String mask) {
        java.util.Map<String, String> more = new java.util.TreeMap<>(text);
        more.put("congeal:mask", mask);
        return more;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "ellipse(width=0); width was 0",
                "rectangle(left=nan); left was",
                "rectangle(right=1); rectangle has no right",
                "nowhere.png; nowhere.png",
            })
    void whatIsNoMaskIsRefused(String mask, String complaint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Generation.builder().set("mask", mask))
                .withMessageContaining(complaint);
    }

    @Test
    void contradictionsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> small().mask(Mask.BORDER).build())
                .withMessageContaining("mask was border, but there is no initial picture");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> begun(stripes(48, 32)).maskInverted(true).build())
                .withMessageContaining("mask-inverted was true, but there is no mask");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> begun(stripes(48, 32)).mask(Mask.BORDER).build())
                .withMessageContaining("nothing is painted");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> begun(stripes(48, 32))
                        .mask(new Mask.Rectangle(2, 0, 1, 1))
                        .build())
                .withMessageContaining("nothing is painted");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> begun(stripes(48, 32)).mask(stripes(32, 48)).build())
                .withMessageContaining("mask was a picture 0.667 times as wide as high, but must have the shape of");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        begun(stripes(48, 32)).initialFit(new Fit.Place(48, 0)).build())
                .withMessageContaining("nothing of the picture");
    }

    private static void assertKept(Generation.Builder builder, BiPredicate<Integer, Integer> kept) {
        BufferedImage first = null;
        boolean painted = false;
        for (Frame frame : builder.build()) {
            BufferedImage image = frame.image();
            BufferedImage expected = first == null ? expected(builder) : first;
            for (int x = 0; x < WIDTH; x++) {
                for (int y = 0; y < HEIGHT; y++) {
                    if (kept.test(x, y)) {
                        assertThat(image.getRGB(x, y)).isEqualTo(expected.getRGB(x, y));
                    } else {
                        painted |= image.getRGB(x, y) != expected.getRGB(x, y);
                    }
                }
            }
            first = expected;
        }
        assertThat(painted).isTrue();
    }

    private static BufferedImage assertChanged(Generation.Builder builder) {
        Generation generation = builder.build();
        BufferedImage image = last(generation).image();
        assertThat(pixels(image)).isNotEqualTo(pixels(generation.frames().next().image()));
        return image;
    }

    /** The initial picture, which all tests stretch or cut to the middle without resizing. */
    private static BufferedImage expected(Generation.Builder builder) {
        return builder.build()
                .settings()
                .get(io.github.congeal.control.Control.INITIAL_IMAGE)
                .image()
                .map(image -> image.getSubimage((image.getWidth() - WIDTH) / 2, 0, WIDTH, HEIGHT))
                .orElseThrow();
    }

    private static int[] brightness(Generation.Builder builder) {
        BufferedImage image = builder.build().frames().next().image();
        int[] sums = new int[WIDTH];
        for (int x = 0; x < WIDTH; x++) {
            for (int y = 0; y < HEIGHT; y++) {
                int rgb = image.getRGB(x, y);
                sums[x] += (rgb >> 16 & 0xff) + (rgb >> 8 & 0xff) + (rgb & 0xff);
            }
        }
        return sums;
    }

    private static BufferedImage stripes(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                image.setRGB(x, y, 0x10203 * (x * 2 + y) & 0xffffff);
            }
        }
        return image;
    }

    private static Frame last(Generation generation) {
        try (Stream<Frame> frames = generation.stream()) {
            return frames.reduce((before, after) -> after).orElseThrow();
        }
    }

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    private static Generation.Builder begun(BufferedImage image) {
        return small().initialImage(image);
    }

    private static Generation.Builder small() {
        return Generation.builder()
                .model(model)
                .prompt("x")
                .size(WIDTH, HEIGHT)
                .cutouts(2)
                .iterations(2)
                .seed(1);
    }
}
