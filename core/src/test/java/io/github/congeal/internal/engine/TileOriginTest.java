package io.github.congeal.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.Generation;
import io.github.congeal.control.Tiling;
import io.github.congeal.internal.checkpoint.SafetensorsReader;
import io.github.congeal.internal.nn.HashWeights;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Devices;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Wrap;
import io.github.congeal.internal.vqgan.Vqgan;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tiles that begin amid a block. */
class TileOriginTest {
    private static final int SIDE = 64;

    @ParameterizedTest
    @EnumSource(Wrap.class)
    void whatIsDrawnIsMovedAndItsGradientIsMovedBack(Wrap wrap) throws IOException {
        try (InputStream in = CodebookCanvasTest.class.getResourceAsStream("codebook.safetensors");
                Weights weights = new Weights(
                        HashWeights.of(SafetensorsReader.read(in, "codebook")
                                .metadata()
                                .get("vqgan")),
                        Devices.automatic());
                Buffers buffers = Buffers.create(Devices.automatic())) {
            Tape tape = new Tape(buffers);
            Vqgan vqgan = Vqgan.load(weights);
            int height = 4 * vqgan.factor();
            int width = 6 * vqgan.factor();
            int moved = vqgan.factor() / 2 - 1;
            assertThat(moved).isPositive();
            float[] codes = vqgan.quantizer().randomCodes(4, 6, new SplittableRandom(7));
            Drawing drawing = new Drawing(vqgan, wrap, tape, phase -> {});
            Tensor picture = tape.take(1, height, width, 3);
            drawing.draw(latent(codes, tape, vqgan), picture);

            Tensor decoded = tape.wrapping(wrap, () -> vqgan.decode(latent(codes, tape, vqgan), tape));
            Tensor plain = tape.take(picture.shape());
            tape.kernels().toColours(decoded, plain);
            int down = wrap.down() ? moved : 0;
            int across = wrap.across() ? moved : 0;
            assertThat(picture.toFloats()).isEqualTo(moved(plain.toFloats(), height, width, down, across));

            float[] gradient = new float[height * width * 3];
            SplittableRandom random = new SplittableRandom(8);
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] = (float) random.nextDouble(-1, 1);
            }
            plain.write(0, moved(gradient, height, width, -down, -across), 0, gradient.length);
            tape.kernels().toColoursBackward(decoded, plain);
            float[] expected =
                    tape.wrapping(wrap, () -> vqgan.decodeBackward(plain, tape)).toFloats();

            // The way back is that of what was drawn last.
            Tensor again = tape.take(picture.shape());
            drawing.draw(latent(codes, tape, vqgan), again);
            again.write(0, gradient, 0, gradient.length);
            assertThat(drawing.backward(again).toFloats()).isEqualTo(expected);
        }
    }

    private static Tensor latent(float[] codes, Tape tape, Vqgan vqgan) {
        Tensor latent = tape.take(1, 4, 6, vqgan.latentChannels());
        latent.write(0, codes, 0, codes.length);
        return latent;
    }

    private static float[] moved(float[] picture, int height, int width, int down, int across) {
        float[] moved = new float[picture.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int to = Math.floorMod(y + down, height) * width + Math.floorMod(x + across, width);
                System.arraycopy(picture, (y * width + x) * 3, moved, to * 3, 3);
            }
        }
        return moved;
    }

    @ParameterizedTest
    @ValueSource(strings = {"latent", "codebook"})
    void whatWasBegunWithIsShownWhereItWas(String canvas) {
        BufferedImage cross = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = cross.createGraphics();
        graphics.setColor(Color.ORANGE);
        graphics.fillRect(0, 0, SIDE, SIDE);
        graphics.setColor(Color.BLUE);
        graphics.fillRect(24, 0, 16, SIDE);
        graphics.fillRect(0, 32, SIDE, 16);
        graphics.dispose();

        BufferedImage shown = Generation.builder()
                .prompt("a cross")
                .initialImage(cross)
                .tiling(Tiling.BOTH)
                .set("canvas", canvas)
                .size(SIDE, SIDE)
                .iterations(0)
                .cutouts(1)
                .build()
                .image();

        double here = difference(shown, cross, 0, 0);
        for (int moved : new int[] {-4, -2, 2, 4}) {
            assertThat(here)
                    .isLessThan(difference(shown, cross, moved, 0))
                    .isLessThan(difference(shown, cross, 0, moved));
        }
    }

    private static double difference(BufferedImage shown, BufferedImage expected, int across, int down) {
        double sum = 0;
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int one = shown.getRGB(x, y);
                int other = expected.getRGB(Math.floorMod(x + across, SIDE), Math.floorMod(y + down, SIDE));
                for (int shift = 0; shift < 24; shift += 8) {
                    sum += Math.abs((one >> shift & 0xff) - (other >> shift & 0xff));
                }
            }
        }
        return sum;
    }

    @Test
    void withoutTilingNothingIsMoved() {
        float[] picture = {1, 2, 3};
        assertThat(TileOrigin.of(Wrap.NONE, 16).drawn(picture, 1, 1)).isSameAs(picture);
        assertThat(TileOrigin.of(Wrap.BOTH, 16).distance()).isEqualTo(7);
        assertThat(TileOrigin.of(Wrap.BOTH, 1).isPlain()).isTrue();
    }
}
