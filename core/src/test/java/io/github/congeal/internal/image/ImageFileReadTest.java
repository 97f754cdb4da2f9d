package io.github.congeal.internal.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.congeal.PictureFile;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFileReadTest {
    @TempDir
    private Path folder;

    @Test
    void aPngComesBackAsItWas() throws IOException {
        BufferedImage image = noise(7, 5, BufferedImage.TYPE_INT_RGB);
        ImageIO.write(image, "png", folder.resolve("a.png").toFile());

        BufferedImage read = ImageFile.read(folder.resolve("a.png"));

        assertThat(read.getType()).isEqualTo(BufferedImage.TYPE_INT_RGB);
        assertThat(pixels(read)).isEqualTo(pixels(image));
    }

    @Test
    void aStreamIsReadLikeAFile() throws IOException {
        BufferedImage image = noise(7, 5, BufferedImage.TYPE_INT_RGB);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);

        assertThat(pixels(PictureFile.read(new ByteArrayInputStream(png.toByteArray()), 100)))
                .isEqualTo(pixels(image));
        assertThat(PictureFile.read(new ByteArrayInputStream(png.toByteArray()), 10)
                        .getWidth())
                .isEqualTo(4);
        assertThatThrownBy(() -> PictureFile.read(new ByteArrayInputStream(new byte[] {1, 2, 3}), 10))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("what was sent is not a picture");
    }

    @Test
    void aMaskKeepsItsTransparency() throws IOException {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0x80ff0000);
        image.setRGB(1, 0, 0xff102030);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);

        assertThat(pixels(PictureFile.readWithAlpha(new ByteArrayInputStream(png.toByteArray()), 100)))
                .isEqualTo(pixels(image));
        byte[] half = Arrays.copyOf(png.toByteArray(), png.size() / 2);
        assertThatThrownBy(() -> PictureFile.readWithAlpha(new ByteArrayInputStream(half), 100))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("what was sent is damaged");
    }

    @Test
    void transparentPartsBecomeWhite() throws IOException {
        BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0x00ff0000);
        image.setRGB(1, 0, 0xff102030);
        image.setRGB(2, 0, 0x80000000);

        assertThat(pixels(ImageFile.read(written(image, "png")))).containsExactly(0xffffffff, 0xff102030, 0xff7f7f7f);
    }

    @Test
    void premultipliedColoursAreTakenApart() {
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB_PRE);
        image.setRGB(0, 0, 0x80ff0000);

        assertThat(pixels(ImageFile.opaque(image))).containsExactly(0xffff7f7f);
    }

    @Test
    void anOpaquePictureIsNotCopied() {
        BufferedImage image = noise(2, 2, BufferedImage.TYPE_INT_RGB);

        assertThat(ImageFile.opaque(image)).isSameAs(image);
    }

    @Test
    void greyIsNeitherBrightenedNorDarkened() throws IOException {
        BufferedImage eight = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY);
        eight.getRaster().setSample(0, 0, 0, 100);
        BufferedImage sixteen = new BufferedImage(1, 1, BufferedImage.TYPE_USHORT_GRAY);
        sixteen.getRaster().setSample(0, 0, 0, 100 * 257);

        assertThat(pixels(ImageFile.read(written(eight, "png")))).containsExactly(0xff646464);
        assertThat(pixels(ImageFile.read(written(eight, "jpg")))).containsExactly(0xff646464);
        assertThat(pixels(ImageFile.read(written(sixteen, "png")))).containsExactly(0xff646464);
    }

    @Test
    void greyWithAlphaIsFlattened() throws IOException {
        ColorModel model = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_GRAY), true, false, ColorModel.TRANSLUCENT, DataBuffer.TYPE_BYTE);
        WritableRaster raster = model.createCompatibleWritableRaster(2, 1);
        raster.setPixel(0, 0, new int[] {100, 255});
        raster.setPixel(1, 0, new int[] {100, 0});
        BufferedImage image = new BufferedImage(model, raster, false, null);

        assertThat(pixels(ImageFile.read(written(image, "png")))).containsExactly(0xff646464, 0xffffffff);
    }

    @Test
    void sixteenBitsAreRoundedToEight() throws IOException {
        ColorModel model = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_sRGB), false, false, ColorModel.OPAQUE, DataBuffer.TYPE_USHORT);
        WritableRaster raster = model.createCompatibleWritableRaster(1, 1);
        raster.setPixel(0, 0, new int[] {0x1010, 0x8080, 0xffff});
        BufferedImage image = new BufferedImage(model, raster, false, null);

        assertThat(pixels(ImageFile.read(written(image, "png")))).containsExactly(0xff1080ff);
    }

    @Test
    void palettesAreResolved() throws IOException {
        byte[] red = {0, (byte) 200};
        byte[] green = {10, 20};
        byte[] blue = {(byte) 255, 30};
        BufferedImage image =
                new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_BINARY, new IndexColorModel(1, 2, red, green, blue));
        image.getRaster().setSample(1, 0, 0, 1);

        assertThat(pixels(ImageFile.read(written(image, "png")))).containsExactly(0xff000aff, 0xffc8141e);
        assertThat(pixels(ImageFile.read(written(image, "gif")))).containsExactly(0xff000aff, 0xffc8141e);
    }

    @Test
    void otherColourSpacesAreConverted() {
        ColorModel model = new ComponentColorModel(
                ICC_ColorSpace.getInstance(ColorSpace.CS_LINEAR_RGB),
                false,
                false,
                ColorModel.OPAQUE,
                DataBuffer.TYPE_BYTE);
        BufferedImage image = new BufferedImage(model, model.createCompatibleWritableRaster(1, 1), false, null);
        image.getRaster().setPixel(0, 0, new int[] {0, 55, 255});

        int pixel = pixels(ImageFile.opaque(image))[0];

        assertThat(pixel & 0xff).isEqualTo(255);
        assertThat(pixel >> 8 & 0xff).isCloseTo(128, within(2));
        assertThat(pixel >> 16 & 0xff).isZero();
    }

    @ParameterizedTest
    @CsvSource({"half-grey-cmyk.jpg, 808080", "orange-cmyk.jpg, c86432"})
    void printersColoursAreNeitherBrightenedNorDarkened(String name, String colour) throws IOException {
        Path file = folder.resolve(name);
        Files.copy(ImageFileReadTest.class.getResourceAsStream(name), file);

        int pixel = ImageFile.read(file).getRGB(5, 5);

        for (int shift = 0; shift <= 16; shift += 8) {
            int wanted = Integer.parseInt(colour, 16) >> shift & 0xff;
            assertThat(pixel >> shift & 0xff).isCloseTo(wanted, within(3));
        }
    }

    @Test
    void aJpegThatWasCutShortIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(written(noise(64, 64, BufferedImage.TYPE_INT_RGB), "jpg"));
        Path half = Files.write(folder.resolve("half.jpg"), Arrays.copyOf(whole, whole.length / 2));
        Path unmarked = Files.write(folder.resolve("unmarked.jpg"), Arrays.copyOf(whole, whole.length - 2));

        assertThatThrownBy(() -> ImageFile.read(half))
                .isInstanceOf(IOException.class)
                .hasMessage(half + " is damaged: it ends too early");
        // All of the picture is there, only the mark behind it is not.
        assertThat(ImageFile.read(unmarked).getWidth()).isEqualTo(64);
    }

    @Test
    void aJpegThatDrawsItsPixelsAgainAndAgainIsRefused() throws IOException {
        byte[] sound =
                Jpegs.bytes(new BufferedImage(3000, 3000, BufferedImage.TYPE_BYTE_GRAY), ImageWriteParam.MODE_DEFAULT);
        int lastScan = sound.length - 2;
        while (sound[lastScan] != (byte) 0xff || sound[lastScan + 1] != (byte) 0xda) {
            lastScan--;
        }
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        bomb.write(sound, 0, lastScan);
        for (int i = 0; i < 150; i++) {
            bomb.write(sound, lastScan, sound.length - 2 - lastScan);
        }
        bomb.write(sound, sound.length - 2, 2);
        Path file = Files.write(folder.resolve("bomb.jpg"), bomb.toByteArray());

        assertThatThrownBy(() -> ImageFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + " draws its pixels again and again, in more scans than are read");
        assertThat(ImageFile.readAtMost(new ByteArrayInputStream(sound), "it", 9000)
                        .getWidth())
                .isLessThan(100);
    }

    /** Its blue pixels are the bytes of the marker that begins a JPEG's scan. */
    @Test
    void onlyScansOfJpegsAreCounted() throws IOException {
        BufferedImage blue = new BufferedImage(300, 300, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 300 * 300; i++) {
            blue.setRGB(i % 300, i / 300, 0x00daff);
        }
        Path file = folder.resolve("blue.bmp");
        ImageIO.write(blue, "bmp", file.toFile());

        assertThat(ImageFile.read(file).getRGB(200, 200) & 0xffffff).isEqualTo(0x00daff);
    }

    @Test
    void whatTheReaderSaysIsSaidWithoutAnExceptionsName() throws IOException {
        byte[] png = Files.readAllBytes(written(noise(64, 64, BufferedImage.TYPE_INT_RGB), "png"));
        byte[] bmp = Files.readAllBytes(written(noise(64, 64, BufferedImage.TYPE_INT_RGB), "bmp"));
        for (byte[] whole : List.of(png, bmp)) {
            Path half = Files.write(folder.resolve("half"), Arrays.copyOf(whole, whole.length / 2));
            assertThatThrownBy(() -> ImageFile.read(half))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith(half + " is damaged, or of a kind that is not read here")
                    .hasMessageNotContaining("Exception");
        }
    }

    @Test
    @Timeout(120)
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no such pipes")
    void aPipeIsRefusedWithoutWaiting() throws Exception {
        Path pipe = folder.resolve("pipe.png");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        assertThatThrownBy(() -> ImageFile.read(pipe))
                .isInstanceOf(IOException.class)
                .hasMessage(pipe + " is a pipe or a device, not a file");
        assertThatThrownBy(() -> ImageFile.readText(pipe, key -> true)).isInstanceOf(IOException.class);
    }

    @Test
    void ofAPictureThatIsLargerThanNeededRowsAndColumnsAreLeftOut() throws IOException {
        Path file = written(noise(90, 60, BufferedImage.TYPE_INT_RGB), "png");

        assertThat(ImageFile.readAtMost(file, 90 * 60).getWidth()).isEqualTo(90);
        BufferedImage half = ImageFile.readAtMost(file, 90 * 60 / 4);
        assertThat(half.getWidth()).isEqualTo(45);
        assertThat(half.getHeight()).isEqualTo(30);
        assertThat(half.getRGB(3, 4)).isEqualTo(ImageFile.read(file).getRGB(6, 8));
    }

    @Test
    void aMissingFileIsNamed() {
        Path missing = folder.resolve("nowhere.png");

        assertThatThrownBy(() -> ImageFile.read(missing))
                .isInstanceOf(IOException.class)
                .hasMessage("there is no file " + missing);
    }

    @Test
    void aFolderIsNoPicture() {
        assertThatThrownBy(() -> ImageFile.read(folder))
                .isInstanceOf(IOException.class)
                .hasMessage(folder + " is a folder, not a picture");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "This is a letter, and a long one at that."})
    void aFileOfAnotherKindIsNoPicture(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("letter.png"), content);

        assertThatThrownBy(() -> ImageFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + " is not a picture");
    }

    @Test
    void anAbsurdSizeIsRefusedBeforeDecoding() throws IOException {
        byte[] png = Files.readAllBytes(written(noise(4, 4, BufferedImage.TYPE_INT_RGB), "png"));
        byte[] header = new byte[17];
        System.arraycopy(png, 12, header, 0, header.length);
        header[4] = 0x7f;
        header[8] = 0x7f;
        System.arraycopy(header, 0, png, 12, header.length);
        CRC32 checksum = new CRC32();
        checksum.update(header);
        for (int i = 0; i < 4; i++) {
            png[29 + i] = (byte) (checksum.getValue() >> 24 - 8 * i);
        }
        Path file = Files.write(folder.resolve("huge.png"), png);

        assertThatThrownBy(() -> ImageFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + " has 2130706436 x 2130706436 pixels, but at most 100 million are read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif", "bmp"})
    void damagedFilesAreReadOrRefusedInASentence(String format) throws IOException {
        byte[] sound = Files.readAllBytes(written(noise(16, 16, BufferedImage.TYPE_INT_RGB), format));
        Random random = new Random(7);
        Path file = folder.resolve("damaged." + format);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = Arrays.copyOf(sound, i % 3 == 0 ? random.nextInt(sound.length) : sound.length);
            for (int j = 0; j < 4 && damaged.length > 0; j++) {
                damaged[random.nextInt(Math.min(damaged.length, 200))] = (byte) random.nextInt();
            }
            Files.write(file, damaged);
            try {
                assertThat(ImageFile.read(file).getType()).isEqualTo(BufferedImage.TYPE_INT_RGB);
            } catch (IOException e) {
                assertThat(e).hasMessageContaining(file.toString());
            }
        }
    }

    @Test
    void photographsAreTurnedUpright() throws IOException {
        // A picture whose corners tell how it is turned: black top left, white elsewhere; wider than high.
        BufferedImage upright = new BufferedImage(32, 16, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 16; y++) {
            for (int x = 0; x < 32; x++) {
                upright.setRGB(x, y, x < 16 && y < 8 ? 0 : x < 16 ? 0xff0000 : y < 8 ? 0x0000ff : 0xffffff);
            }
        }
        for (int orientation = 1; orientation <= 8; orientation++) {
            for (boolean little : new boolean[] {true, false}) {
                BufferedImage stored = asStored(upright, orientation);
                byte[] jpeg = Files.readAllBytes(written(stored, "jpg"));
                Path file = Files.write(folder.resolve("photo.jpg"), withExif(jpeg, exif(orientation, little)));

                BufferedImage read = ImageFile.read(file);

                assertThat(read.getWidth())
                        .as("width at orientation %d", orientation)
                        .isEqualTo(32);
                assertThat(read.getHeight()).isEqualTo(16);
                assertClose(read.getRGB(3, 3), 0);
                assertClose(read.getRGB(3, 13), 0xff0000);
                assertClose(read.getRGB(28, 3), 0x0000ff);
                assertClose(read.getRGB(28, 13), 0xffffff);
            }
        }
    }

    @Test
    void hostileExifIsIgnored() throws IOException {
        byte[] jpeg = Files.readAllBytes(written(noise(16, 16, BufferedImage.TYPE_INT_RGB), "jpg"));
        byte[] sound = exif(6, true);
        Random random = new Random(11);
        for (int i = 0; i < 500; i++) {
            byte[] exif = Arrays.copyOf(sound, random.nextInt(sound.length + 1));
            for (int j = 6; j < exif.length; j++) {
                if (random.nextInt(6) == 0) {
                    exif[j] = (byte) random.nextInt();
                }
            }
            Path file = Files.write(folder.resolve("hostile.jpg"), withExif(jpeg, exif));

            assertThat(ImageFile.read(file).getWidth()).isEqualTo(16);
        }
    }

    /** How a camera stores a picture that is to be shown with some orientation. */
    private static BufferedImage asStored(BufferedImage upright, int orientation) {
        int width = upright.getWidth();
        int height = upright.getHeight();
        boolean turned = orientation >= 5;
        BufferedImage stored =
                new BufferedImage(turned ? height : width, turned ? width : height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int right = width - 1 - x;
                int down = height - 1 - y;
                // The standard says for each orientation what the stored row 0 and column 0 are.
                int[] at = switch (orientation) {
                    case 1 -> new int[] {x, y};
                    case 2 -> new int[] {right, y};
                    case 3 -> new int[] {right, down};
                    case 4 -> new int[] {x, down};
                    case 5 -> new int[] {y, x};
                    case 6 -> new int[] {y, right};
                    case 7 -> new int[] {down, right};
                    default -> new int[] {down, x};
                };
                stored.setRGB(at[0], at[1], upright.getRGB(x, y));
            }
        }
        return stored;
    }

    private static byte[] exif(int orientation, boolean littleEndian) {
        ByteBuffer tiff = ByteBuffer.allocate(38).order(littleEndian ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        byte order = (byte) (littleEndian ? 'I' : 'M');
        tiff.put(order).put(order).putShort((short) 42).putInt(8).putShort((short) 2);
        tiff.putShort((short) 0x0100)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) 640)
                .putShort((short) 0);
        tiff.putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(tiff.array());
        return out.toByteArray();
    }

    private static byte[] withExif(byte[] jpeg, byte[] exif) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(jpeg, 0, 2);
        out.writeShort(0xffe1);
        out.writeShort(exif.length + 2);
        out.write(exif);
        out.write(jpeg, 2, jpeg.length - 2);
        return bytes.toByteArray();
    }

    private static void assertClose(int pixel, int expected) {
        for (int shift = 0; shift <= 16; shift += 8) {
            assertThat(pixel >> shift & 0xff)
                    .isBetween((expected >> shift & 0xff) - 40, (expected >> shift & 0xff) + 40);
        }
    }

    private Path written(BufferedImage image, String format) throws IOException {
        Path file = folder.resolve("written." + format);
        assertThat(ImageIO.write(image, format, file.toFile())).isTrue();
        return file;
    }

    private static BufferedImage noise(int width, int height, int type) {
        BufferedImage image = new BufferedImage(width, height, type);
        Random random = new Random(1);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, random.nextInt());
            }
        }
        return image;
    }

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }
}
