package io.github.congeal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.congeal.control.Colour;
import io.github.congeal.control.Control;
import io.github.congeal.control.Dither;
import io.github.congeal.control.Palette;
import io.github.congeal.control.Start;
import io.github.congeal.control.Tiling;
import io.github.congeal.control.Transparency;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PixelArtTest extends TinyModelTest {
    @TempDir
    private Path folder;

    private static Generation.Builder builder() {
        return Generation.builder()
                .model(model)
                .prompt("a fox")
                .size(64, 64)
                .cutouts(2)
                .iterations(3)
                .start(Start.RANDOM)
                .seed(5);
    }

    @Test
    void aPaletteOf256ColoursAndATransparentGroundAreStoredInFullColour() throws IOException {
        Colour[] greys = IntStream.range(0, 256)
                .mapToObj(grey -> new Colour(grey, grey, grey))
                .toArray(Colour[]::new);
        Generation generation = builder()
                .palette(Palette.of(greys))
                .transparent(Transparency.GROUND)
                .build();
        Path png = folder.resolve("greys.png");
        try (FrameIterator frames = generation.frames()) {
            frames.last().save(png);
        }
        BufferedImage read = ImageIO.read(png.toFile());
        assertThat(read.getColorModel().hasAlpha()).isTrue();
        assertThat(read.getRGB(0, 0) >>> 24).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 32, 64})
    void everyFrameHasColoursOfThePaletteAlone(int cells) throws IOException {
        Set<Integer> palette = colours(Palette.PICO_8);
        Generation generation = builder()
                .pixels(cells, cells)
                .palette(Palette.PICO_8)
                .tiling(Tiling.BOTH)
                .build();
        Set<BufferedImage> distinct = new HashSet<>();
        for (Frame frame : generation) {
            assertThat(palette).containsAll(colours(frame.image()));
            assertThat(frame.sprite().getWidth()).isEqualTo(cells);
            assertThat(frame.sprite().getHeight()).isEqualTo(cells);
            assertThat(colours(frame.sprite())).isEqualTo(colours(frame.image()));
            distinct.add(frame.image());

            BufferedImage read = ImageIO.read(new ByteArrayInputStream(frame.png()));
            assertThat(read.getWidth()).isEqualTo(64);
            assertThat(read.getColorModel()).isInstanceOfSatisfying(IndexColorModel.class, model -> {
                assertThat(model.getRGB(0)).isEqualTo(0xff000000);
                assertThat(model.getRGB(8)).isEqualTo(0xffff004d);
            });
            assertThat(Generation.readFrom(new ByteArrayInputStream(frame.png()), PixelArtTest.model)
                            .settings())
                    .isEqualTo(generation.settings());
        }
        assertThat(distinct).hasSize(4);
    }

    @Test
    void coloursAreFoundWhereNoneAreGiven() {
        for (Frame frame : builder().pixels(16, 16).palette(Palette.found(5)).build()) {
            assertThat(colours(frame.image())).hasSizeBetween(2, 5);
        }
    }

    @Test
    void cellsNeedNoPaletteAndAreSquare() {
        Generation generation = builder().pixels(10, 4).build();
        assertThat(generation.width()).isEqualTo(60);
        assertThat(generation.height()).isEqualTo(24);
        for (Frame frame : generation) {
            BufferedImage image = frame.image();
            assertThat(image.getRGB(0, 0)).isEqualTo(image.getRGB(5, 5));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "ordered", "error-diffusion"})
    void aPaletteIsAlsoAFinish(String dither) throws IOException {
        Frame frame = builder()
                .palette(Palette.GAME_BOY)
                .set("dither", dither)
                .build()
                .frames()
                .last();
        assertThat(colours(Palette.GAME_BOY)).containsAll(colours(frame.image()));
        assertThat(ImageIO.read(new ByteArrayInputStream(frame.png())).getColorModel())
                .isInstanceOf(IndexColorModel.class);
    }

    @Test
    void oneColourMayBeTransparent() throws IOException {
        Frame frame = builder()
                .pixels(16, 16)
                .palette(Palette.of(Colour.of(0), Colour.WHITE))
                .transparent(Transparency.of(Colour.WHITE))
                .build()
                .frames()
                .last();
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(frame.png()));
        // ImageIO puts it first, so that a PNG need not tell the opacity of the others.
        assertThat(((IndexColorModel) read.getColorModel()).getTransparentPixel())
                .isZero();
        assertThat(colours(read)).isSubsetOf(0xff000000, 0x00ffffff);
        assertThat(Sheet.of(List.of(frame.sprite(), frame.sprite()), 2).getColorModel())
                .isInstanceOf(IndexColorModel.class);
        assertThat(Sheet.of(List.of(frame.sprite(), frame.sprite()), Integer.MAX_VALUE)
                        .getHeight())
                .isEqualTo(frame.sprite().getHeight());
    }

    @Test
    void aPaletteComesFromAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("two.hex"), "000000\nff8000\n");
        Generation generation = builder().set("palette", file.toString()).build();
        assertThat(generation.settings().get(Control.PALETTE).toString()).isEqualTo("#000000 #ff8000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().palette(Palette.of(folder.resolve("none.gpl"))))
                .withMessageContaining("palette must be a readable palette, but")
                .withMessageContaining("none.gpl");
    }

    @Test
    void whatContradictsIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().dither(Dither.ORDERED).build())
                .withMessageContaining("there is no palette");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder()
                        .pixels(16, 16)
                        .palette(Palette.NES)
                        .dither(Dither.ORDERED)
                        .build())
                .withMessageContaining("leave dither or pixels out");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder()
                        .pixels(16, 16)
                        .set("regularizer", "total-variation(weight=1, of=latent)")
                        .build())
                .withMessageContaining("cells have no latent");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().pixels(65, 16).build())
                .withMessageContaining("at least as many pixels as cells");
    }

    private static Set<Integer> colours(Palette palette) {
        Set<Integer> colours = new HashSet<>();
        ((Palette.Given) palette)
                .colours()
                .list()
                .forEach(colour -> colours.add(0xff000000 | colour.red() << 16 | colour.green() << 8 | colour.blue()));
        return colours;
    }

    private static Set<Integer> colours(BufferedImage image) {
        Set<Integer> colours = new HashSet<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                colours.add(image.getRGB(x, y));
            }
        }
        return colours;
    }
}
