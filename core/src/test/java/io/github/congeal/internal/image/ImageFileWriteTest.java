package io.github.congeal.internal.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ImageFileWriteTest {
    private final BufferedImage image = new BufferedImage(16, 8, BufferedImage.TYPE_INT_RGB);

    @TempDir
    private Path folder;

    @BeforeEach
    void draw() {
        for (int x = 0; x < 16; x++) {
            for (int y = 0; y < 8; y++) {
                image.setRGB(x, y, x < 8 ? 0x204060 : 0xf0e0d0);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.png", "a.PNG"})
    void aPngKeepsPixelsAndText(String name) throws IOException {
        Map<String, String> text = new LinkedHashMap<>();
        text.put("Title", "a red apple");
        text.put("Description", "déjà vu: ½ ÷ 2\nand a second line");
        text.put("congeal:prompt", "りんご 🍎 яблоко");
        text.put("congeal:empty", "");
        Path file = folder.resolve(name);

        ImageFile.write(image, file, text);

        assertThat(ImageFile.readText(file, key -> true)).containsExactlyEntriesOf(text);
        assertThat(pixels(ImageFile.read(file))).isEqualTo(pixels(image));
    }

    @Test
    void otherProgramsFindTheTextInAPng() throws IOException {
        Path file = folder.resolve("a.png");
        ImageFile.write(image, file, Map.of("Title", "a red apple", "Comment", "りんご"));

        ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
        try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
            reader.setInput(in);
            Element tree = (Element) reader.getImageMetadata(0).getAsTree("javax_imageio_1.0");
            NodeList entries = tree.getElementsByTagName("TextEntry");
            Map<String, String> found = new LinkedHashMap<>();
            for (int i = 0; i < entries.getLength(); i++) {
                Element entry = (Element) entries.item(i);
                found.put(entry.getAttribute("keyword"), entry.getAttribute("value"));
            }
            assertThat(found).containsEntry("Title", "a red apple").containsEntry("Comment", "りんご");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.jpg", "a.jpeg", "a.JPG"})
    void aJpegCarriesTheDescriptionAsItsComment(String name) throws IOException {
        Path file = folder.resolve(name);

        ImageFile.write(image, file, Map.of("Description", "a red apple, りんご"));

        String content = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        assertThat(content).contains("a red apple, りんご");
        BufferedImage read = ImageFile.read(file);
        assertThat(read.getRGB(2, 2) & 0xff).isBetween(0x58, 0x68);
        assertThat(read.getRGB(13, 2) & 0xff).isBetween(0xc8, 0xd8);
    }

    @Test
    void aLongCommentIsCutOff() throws IOException {
        Path file = folder.resolve("a.jpg");

        ImageFile.write(image, file, Map.of("Description", "x".repeat(100_000)));

        assertThat(ImageFile.read(file).getWidth()).isEqualTo(16);
    }

    @Test
    void aJpegOfATransparentPictureIsOnWhite() throws IOException {
        Path file = folder.resolve("a.jpg");

        ImageFile.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_ARGB), file, Map.of());

        assertThat(ImageFile.read(file).getRGB(4, 4)).isEqualTo(0xffffffff);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.gif", "a", "png", "a.png.txt"})
    void anotherEndingIsRefused(String name) {
        assertThatThrownBy(() -> ImageFile.write(image, folder.resolve(name), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name)
                .hasMessageEndingWith("one of .png, .jpg, .jpeg");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFileIsReplacedAndNothingElseIsLeft() throws IOException {
        Path file = Files.writeString(folder.resolve("a.png"), "old");

        ImageFile.write(image, file, Map.of());

        assertThat(ImageFile.read(file).getWidth()).isEqualTo(16);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aMissingFolderIsNamed() {
        Path file = folder.resolve("nowhere/a.png");

        assertThatThrownBy(() -> ImageFile.write(image, file, Map.of()))
                .isInstanceOf(IOException.class)
                .hasMessage(file + " cannot be written: there is no folder " + file.getParent());
    }

    @Test
    void aFolderIsNotOverwritten() throws IOException {
        Path file = Files.createDirectory(folder.resolve("a.png"));

        assertThatThrownBy(() -> ImageFile.write(image, file, Map.of()))
                .isInstanceOf(IOException.class)
                .hasMessage(file + " cannot be written: it is a folder");
    }

    @Test
    void aRelativeFileGoesToTheWorkingFolder() {
        assertThatThrownBy(() -> ImageFile.write(image, Path.of("no-such-folder-here", "a.png"), Map.of()))
                .hasMessageContaining("there is no folder");
    }

    @Test
    void anInterruptedThreadCanStillWrite() throws IOException {
        Path file = folder.resolve("a.png");
        Thread.currentThread().interrupt();
        try {
            ImageFile.write(image, file, Map.of());
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }

        assertThat(ImageFile.read(file).getWidth()).isEqualTo(16);
    }

    @Test
    void compressedTextOfOtherProgramsIsRead() throws IOException {
        Path file = folder.resolve("a.png");
        ImageFile.write(image, file, Map.of());
        byte[] latin = concat("Comment\0\0", deflated("wörds".getBytes(StandardCharsets.ISO_8859_1)));
        byte[] international =
                concat("Title\0\1\0ja\0Title in Japanese\0", deflated("りんご".getBytes(StandardCharsets.UTF_8)));

        Files.write(file, withChunk(withChunk(Files.readAllBytes(file), "zTXt", latin), "iTXt", international));

        assertThat(ImageFile.readText(file, key -> true))
                .containsOnly(Map.entry("Comment", "wörds"), Map.entry("Title", "りんご"));
    }

    @Test
    void textThatUnpacksToGigabytesIsCutOff() throws IOException {
        Path file = folder.resolve("a.png");
        ImageFile.write(image, file, Map.of());
        Files.write(
                file,
                withChunk(Files.readAllBytes(file), "zTXt", concat("Comment\0\0", deflated(new byte[50_000_000]))));

        assertThat(ImageFile.readText(file, key -> true).get("Comment")).hasSize(1 << 20);
        assertThat(pixels(ImageFile.read(file))).isEqualTo(pixels(image));
    }

    @Test
    void textIsOnlyReadFromPngs() throws IOException {
        Path jpeg = folder.resolve("a.jpg");
        ImageFile.write(image, jpeg, Map.of());

        assertThatThrownBy(() -> ImageFile.readText(jpeg, key -> true))
                .isInstanceOf(IOException.class)
                .hasMessage(jpeg + " is not a PNG picture");
        assertThatThrownBy(() -> ImageFile.readText(folder.resolve("b.png"), key -> true))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("there is no file");
    }

    @Test
    void hostilePngsAreReadOrRefusedInASentence() throws IOException {
        Path file = folder.resolve("hostile.png");
        ImageFile.write(image, file, Map.of("Title", "a red apple", "Comment", "りんご"));
        byte[] sound = withChunk(Files.readAllBytes(file), "zTXt", concat("Notes\0\0", deflated(new byte[100])));
        Random random = new Random(3);
        for (int i = 0; i < 2000; i++) {
            byte[] hostile = Arrays.copyOf(sound, i % 3 == 0 ? random.nextInt(sound.length) : sound.length);
            for (int j = 0; j < 3 && hostile.length > 0; j++) {
                hostile[random.nextInt(Math.min(hostile.length, 150))] = (byte) random.nextInt();
            }
            Files.write(file, hostile);
            try {
                assertThat(ImageFile.readText(file, key -> true)).hasSizeLessThan(10);
            } catch (IOException e) {
                assertThat(e).hasMessageContaining(file.toString());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Comment", "Comment\0", "Comment\0\1", "Comment\0\1\0\0", "Comment\0\1\0\0\0rubbish"})
    void piecesOfTextWithMissingFieldsAreRefused(String content) throws IOException {
        Path file = folder.resolve("a.png");
        ImageFile.write(image, file, Map.of());
        Files.write(file, withChunk(Files.readAllBytes(file), "iTXt", concat(content)));

        assertThatThrownBy(() -> ImageFile.readText(file, key -> true))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + " is damaged");
    }

    private static byte[] withChunk(byte[] png, String type, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(png, 0, 33);
        out.writeInt(content.length);
        byte[] checked = concat(type, content);
        CRC32 checksum = new CRC32();
        checksum.update(checked);
        out.write(checked);
        out.writeInt((int) checksum.getValue());
        out.write(png, 33, png.length - 33);
        return bytes.toByteArray();
    }

    private static byte[] concat(String first, byte... second) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(first.getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(second);
        return out.toByteArray();
    }

    private static byte[] deflated(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
            deflater.write(content);
        }
        return out.toByteArray();
    }

    private static int[] pixels(BufferedImage picture) {
        return picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
    }
}
