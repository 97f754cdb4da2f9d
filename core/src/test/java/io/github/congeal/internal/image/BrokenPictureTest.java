package io.github.congeal.internal.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.congeal.ChildJvm;
import io.github.congeal.PictureFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures of which only a part arrived, and sound ones that nearly look like that. */
class BrokenPictureTest {
    @ParameterizedTest
    @ValueSource(ints = {ImageWriteParam.MODE_DISABLED, ImageWriteParam.MODE_DEFAULT})
    void aJpegWhoseSecondHalfIsZerosIsRefused(int progressive) throws IOException {
        byte[] jpeg = Jpegs.bytes(noise(), progressive);
        Arrays.fill(jpeg, jpeg.length / 2, jpeg.length, (byte) 0);

        assertThatThrownBy(() -> read(jpeg))
                .isInstanceOf(IOException.class)
                .hasMessage("what was sent is damaged: it ends too early");
    }

    /** All is as long as it was, and the marker at the end is there. */
    @ParameterizedTest
    @MethodSource("jpegs")
    void aJpegWithZerosInPlaceOfItsSecondHalfIsRefused(byte[] jpeg) {
        Arrays.fill(jpeg, jpeg.length / 2, jpeg.length - 2, (byte) 0);

        assertThatThrownBy(() -> read(jpeg))
                .isInstanceOf(IOException.class)
                .hasMessage("what was sent is damaged: it ends too early");
    }

    @Test
    void aJpegWithRestartMarkersThatLacksSomeOfItsMiddleIsRefused() throws IOException {
        byte[] jpeg = Jpegs.withRestarts(noise(), 4);
        int middle = jpeg.length / 2;
        byte[] broken = Arrays.copyOf(jpeg, jpeg.length - 400);
        System.arraycopy(jpeg, middle + 400, broken, middle, jpeg.length - middle - 400);

        assertThatThrownBy(() -> read(broken))
                .isInstanceOf(IOException.class)
                .hasMessage("what was sent is damaged: it ends too early");
    }

    /** Its decoder gets back into step and needs less data than there are, which cannot be a camera's filling. */
    @Test
    void aJpegWithFewZerosInItsMiddleIsRefusedIfDataIsLeftOver() throws IOException {
        byte[] jpeg = Jpegs.bytes(noise(), ImageWriteParam.MODE_DISABLED);
        int middle = jpeg.length / 2;
        Arrays.fill(jpeg, middle, middle + 40, (byte) 0);

        assertThatThrownBy(() -> read(jpeg))
                .isInstanceOf(IOException.class)
                .hasMessage("what was sent is damaged: it ends too early");
    }

    /** Some cameras fill up their files. */
    @ParameterizedTest
    @MethodSource("jpegs")
    void aSoundJpegWithZerosBeforeTheMarkerAtItsEndIsRead(byte[] jpeg) throws IOException {
        byte[] filled = Arrays.copyOf(jpeg, jpeg.length + 240);
        Arrays.fill(filled, jpeg.length - 2, jpeg.length, (byte) 0);
        System.arraycopy(jpeg, jpeg.length - 2, filled, filled.length - 2, 2);

        assertThat(read(filled).getWidth()).isEqualTo(120);
    }

    /** With one scan, with several, and with restart markers. */
    static List<byte[]> jpegs() throws IOException {
        return List.of(
                Jpegs.bytes(noise(), ImageWriteParam.MODE_DISABLED),
                Jpegs.bytes(noise(), ImageWriteParam.MODE_DEFAULT),
                Jpegs.withRestarts(noise(), 4));
    }

    /** Only the marker at the end, of two bytes, may be missing. */
    @ParameterizedTest
    @ValueSource(ints = {ImageWriteParam.MODE_DISABLED, ImageWriteParam.MODE_DEFAULT})
    void aJpegIsRefusedWhereverItIsCutEvenBetweenTwoScans(int progressive) throws IOException {
        byte[] jpeg = Jpegs.bytes(noise().getSubimage(0, 0, 20, 20), progressive);
        for (int length = 0; length < jpeg.length - 2; length++) {
            byte[] cut = Arrays.copyOf(jpeg, length);

            assertThatThrownBy(() -> read(cut))
                    .as("the first %d bytes", length)
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("what was sent is ");
        }
        assertThat(read(Arrays.copyOf(jpeg, jpeg.length - 2)).getWidth()).isEqualTo(20);
    }

    /** The zero that ends a picture's data may come where another block should. */
    @Test
    void aGifIsRefusedWhereverItsDataEndsEvenBetweenTwoBlocks() throws IOException {
        byte[] gif = bytes("gif", noise().getSubimage(0, 0, 40, 30));
        for (int length = 0; length < gif.length - 2; length++) {
            byte[] cut = Arrays.copyOf(gif, length);
            byte[] ended = Arrays.copyOf(gif, length + 2);
            ended[length] = 0;
            ended[length + 1] = gif[gif.length - 1];

            for (byte[] broken : List.of(cut, ended)) {
                assertThatThrownBy(() -> read(broken))
                        .as("the first %d bytes", length)
                        .isInstanceOf(IOException.class)
                        .hasMessageStartingWith("what was sent is ");
            }
        }
        assertThat(PictureFile.read(new ByteArrayInputStream(gif), 100).getWidth())
                .isEqualTo(10);
    }

    @Test
    void aGifWhoseSecondHalfIsZerosIsRefused() throws IOException {
        byte[] gif = bytes("gif");
        byte[] half = gif.clone();
        Arrays.fill(half, half.length / 2, half.length, (byte) 0);

        assertThatThrownBy(() -> read(half))
                .isInstanceOf(IOException.class)
                .hasMessage("what was sent is damaged: it ends too early");
        assertThat(read(gif).getWidth()).isEqualTo(120);
        assertThat(read(Arrays.copyOf(gif, gif.length + 5000)).getWidth()).isEqualTo(120);
        assertThat(read(Arrays.copyOf(gif, gif.length - 1)).getWidth()).isEqualTo(120);
    }

    /** Where pixels are left out, as of large pictures, the reader itself does not mind. */
    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_3BYTE_BGR, BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_BYTE_BINARY})
    void aBmpIsRefusedWhereverItIsCutEvenIfFewOfItsPixelsAreWanted(int type) throws IOException {
        BufferedImage image = new BufferedImage(37, 30, type);
        image.createGraphics().drawImage(noise(), 0, 0, null);
        byte[] bmp = bytes("bmp", image);
        for (int length = 0; length < bmp.length; length++) {
            byte[] cut = Arrays.copyOf(bmp, length);

            assertThatThrownBy(() -> PictureFile.read(new ByteArrayInputStream(cut), 100))
                    .as("the first %d bytes", length)
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("what was sent is ");
        }
        assertThat(PictureFile.read(new ByteArrayInputStream(bmp), 100).getWidth())
                .isLessThan(20);
        assertThat(read(bmp).getWidth()).isEqualTo(37);
    }

    @ParameterizedTest
    @ValueSource(ints = {ImageWriteParam.MODE_DISABLED, ImageWriteParam.MODE_DEFAULT})
    void aSoundJpegWithZerosInItIsRead(int progressive) throws IOException {
        byte[] plain = Jpegs.bytes(new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB), progressive);
        byte[] noise = Jpegs.bytes(noise(), progressive);

        assertThat(read(plain).getWidth()).isEqualTo(300);
        assertThat(read(Arrays.copyOf(plain, plain.length + 5000)).getWidth()).isEqualTo(300);
        assertThat(read(Arrays.copyOf(noise, noise.length + 5000)).getWidth()).isEqualTo(120);
        assertThat(read(Arrays.copyOf(noise, noise.length - 2)).getWidth()).isEqualTo(120);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg"})
    void aStreamThatBreaksIsNotCalledADamagedPicture(String format) throws IOException {
        byte[] whole = bytes(format);
        for (int at : new int[] {0, 4, 30, whole.length / 2}) {
            InputStream breaking = new SequenceInputStream(new ByteArrayInputStream(whole, 0, at), new Broken());

            assertThatThrownBy(() -> PictureFile.read(breaking, 1_000_000))
                    .isInstanceOf(IOException.class)
                    .hasMessage("what was sent cannot be read: connection reset")
                    .cause()
                    .isInstanceOf(IOException.class)
                    .hasMessage("connection reset");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif", "bmp"})
    void anUncheckedExceptionOfTheStreamComesThrough(String format) throws IOException {
        byte[] whole = bytes(format);
        RuntimeException own = new IllegalStateException("no such upload");
        InputStream failing = new InputStream() {
            @Override
            public int read() {
                throw own;
            }
        };
        for (int at : new int[] {0, 4, 30, whole.length / 2}) {
            InputStream breaking = new SequenceInputStream(new ByteArrayInputStream(whole, 0, at), failing);

            assertThatThrownBy(() -> PictureFile.read(breaking, 1_000_000)).isSameAs(own);
        }
    }

    /** The thread is interrupted when the first bytes arrive, which are all there are. */
    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif", "bmp"})
    void anInterruptIsHeardWhileAPictureIsRead(String format) throws IOException {
        InputStream interrupting = new FilterInputStream(new ByteArrayInputStream(bytes(format))) {
            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                Thread.currentThread().interrupt();
                return super.read(bytes, offset, length);
            }
        };
        try {
            assertThatThrownBy(() -> PictureFile.read(interrupting, 1_000_000))
                    .isInstanceOf(CancellationException.class)
                    .hasMessage("the thread was interrupted while a picture was being read");
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
    }

    private static final class Broken extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("connection reset");
        }
    }

    /** The reader of PNGs wraps the error. */
    @Test
    void aSoundPictureThatIsTooLargeForTheHeapIsNotCalledDamaged(@org.junit.jupiter.api.io.TempDir Path folder)
            throws Exception {
        Path file = folder.resolve("large.png");
        BufferedImage large = new BufferedImage(5000, 5000, BufferedImage.TYPE_USHORT_GRAY);
        assertThat(ImageIO.write(large, "png", file.toFile())).isTrue();

        assertThat(ChildJvm.run(Reading.class, "-Xmx40m", "-Dpicture=" + file))
                .contains(file + " is too large for Java's heap of 40 MB")
                .doesNotContain("damaged");
    }

    static final class Reading {
        private Reading() {}

        public static void main(String... arguments) {
            try {
                PictureFile.read(Path.of(System.getProperty("picture")));
            } catch (IOException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    private static BufferedImage read(byte[] picture) throws IOException {
        return PictureFile.read(new ByteArrayInputStream(picture), 1_000_000);
    }

    private static byte[] bytes(String format) throws IOException {
        return bytes(format, noise());
    }

    private static byte[] bytes(String format, BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, bytes)).isTrue();
        return bytes.toByteArray();
    }

    private static BufferedImage noise() {
        BufferedImage image = new BufferedImage(120, 90, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(4);
        for (int i = 0; i < 120 * 90; i++) {
            image.setRGB(i % 120, i / 120, random.nextInt());
        }
        return image;
    }
}
