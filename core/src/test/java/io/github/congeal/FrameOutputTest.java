package io.github.congeal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A frame as bytes: for files, answers of a server, and textures. */
class FrameOutputTest {
    private static Frame frame;

    @TempDir
    private Path folder;

    @BeforeAll
    static void make() {
        try (FrameIterator frames = Generation.builder()
                .prompt("a red apple")
                .size(72, 64)
                .cutouts(1)
                .iterations(1)
                .seed(5)
                .build()
                .frames()) {
            frame = frames.next();
        }
    }

    @Test
    void aPngIsWhatIsSaved() throws IOException {
        Path file = folder.resolve("a.png");
        frame.save(file);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        frame.write(out, PictureFormat.PNG);

        assertThat(frame.png()).isEqualTo(Files.readAllBytes(file)).isEqualTo(out.toByteArray());
        assertThat(Generation.readFrom(new ByteArrayInputStream(frame.png())).seed())
                .isEqualTo(5);
    }

    @Test
    void aJpegIsWhatIsSaved() throws IOException {
        Path file = folder.resolve("a.jpg");
        frame.save(file);
        ByteArrayOutputStream out = new ByteArrayOutputStream() {
            @Override
            public void close() {
                throw new AssertionError("the stream is the caller's");
            }
        };
        frame.write(out, PictureFormat.JPEG);

        assertThat(out.toByteArray()).isEqualTo(Files.readAllBytes(file));
        assertThat(ImageIO.read(new ByteArrayInputStream(out.toByteArray())).getWidth())
                .isEqualTo(72);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_INT_RGB,
                BufferedImage.TYPE_INT_ARGB,
                BufferedImage.TYPE_INT_ARGB_PRE,
                BufferedImage.TYPE_INT_BGR,
                BufferedImage.TYPE_3BYTE_BGR,
                BufferedImage.TYPE_4BYTE_ABGR
            })
    void anImageOfEachKindTakesThePixels(int type) {
        BufferedImage image = new BufferedImage(72, 64, type);
        frame.copyTo(image);
        assertThat(pixels(image)).isEqualTo(pixels(frame.image()));
    }

    @ParameterizedTest
    @CsvSource({
        "RGB,  0, 16, 8, 0",
        "BGR,  0, 0, 8, 16",
        "ARGB, 24, 16, 8, 0",
        "ABGR, 24, 0, 8, 16",
        "RGBA, 0, 24, 16, 8",
        "BGRA, 0, 8, 16, 24",
    })
    void aBufferTakesThePixelsInEachOrder(PixelOrder order, int alpha, int red, int green, int blue) {
        IntBuffer ints = IntBuffer.allocate(3 + 72 * 64).position(3);
        ByteBuffer bytes = ByteBuffer.allocateDirect(72 * 64 * order.bytes());
        frame.copyTo(ints, order);
        frame.copyTo(bytes, order);
        assertThat(ints.hasRemaining()).isFalse();
        assertThat(bytes.hasRemaining()).isFalse();
        bytes.flip();

        int opaque = order.bytes() == 4 ? 255 << alpha : 0;
        for (int pixel : pixels(frame.image())) {
            int expected = opaque | (pixel >> 16 & 255) << red | (pixel >> 8 & 255) << green | (pixel & 255) << blue;
            int packed = 0;
            for (int i = 0; i < order.bytes(); i++) {
                packed = packed << 8 | bytes.get() & 255;
            }
            assertThat(packed).isEqualTo(expected);
        }
        int first = pixels(frame.image())[0];
        assertThat(ints.get(3))
                .isEqualTo(opaque | (first >> 16 & 255) << red | (first >> 8 & 255) << green | (first & 255) << blue);
    }

    @Test
    void whatIsTooSmallIsRefusedUntouched() {
        IntBuffer ints = IntBuffer.allocate(72 * 64 - 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> frame.copyTo(ints, PixelOrder.ARGB))
                .withMessage("the buffer has room for 4607 more numbers, but 72x64 pixels take 4608");
        assertThat(ints.position()).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> frame.copyTo(ByteBuffer.allocate(72 * 64 * 3), PixelOrder.RGBA))
                .withMessageContaining("take 18432");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> frame.copyTo(new BufferedImage(64, 72, BufferedImage.TYPE_INT_RGB)))
                .withMessage("the image was 64x72, but must be 72x64 like the frame");
    }

    private static int[] pixels(BufferedImage image) {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return Arrays.stream(pixels).map(pixel -> pixel | 0xff000000).toArray();
    }
}
