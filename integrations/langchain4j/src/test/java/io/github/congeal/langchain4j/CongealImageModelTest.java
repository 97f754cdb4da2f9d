package io.github.congeal.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.langchain4j.data.image.Image;
import dev.langchain4j.model.image.ImageModel;
import dev.langchain4j.model.output.Response;
import io.github.congeal.Generation;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** As an application sees it: through LangChain4j's interface alone. */
class CongealImageModelTest {
    private static final int SIDE = 32;

    private final ImageModel model = new CongealImageModel(
            () -> Generation.builder().size(SIDE, SIDE).cutouts(2).iterations(2).seed(42));

    @Test
    void aPromptBecomesAPictureThatCongealMakesToo() throws IOException {
        Response<Image> response = model.generate("a red apple");

        assertThat(response.content().mimeType()).isEqualTo("image/png");
        assertThat(response.metadata()).containsEntry("seed", 42L).containsKey("loss");
        BufferedImage expected = Generation.builder()
                .size(SIDE, SIDE)
                .cutouts(2)
                .iterations(2)
                .seed(42)
                .prompt("a red apple")
                .build()
                .image();
        assertThat(pixels(picture(response.content()))).isEqualTo(pixels(expected));
    }

    @Test
    void thePictureCarriesItsSettings() throws IOException {
        byte[] png = bytes(model.generate("a red apple | fog:-0.5").content());

        Generation again = Generation.readFrom(new ByteArrayInputStream(png));
        assertThat(again.prompts()).hasSize(2);
        assertThat(again.seed()).isEqualTo(42);
    }

    @Test
    void severalPicturesDiffer() throws IOException {
        Response<List<Image>> response = model.generate("a red apple", 2);

        assertThat(response.content()).hasSize(2);
        assertThat(response.metadata()).containsEntry("seed", List.of(42L, 43L));
        assertThat(pixels(picture(response.content().get(0))))
                .isEqualTo(pixels(picture(model.generate("a red apple").content())))
                .isNotEqualTo(pixels(picture(response.content().get(1))));
        assertThatIllegalArgumentException().isThrownBy(() -> model.generate("a red apple", 0));
    }

    @Test
    void anEditBeginsWithThePicture() throws IOException {
        BufferedImage edited =
                picture(model.edit(image(plain(Color.BLUE)), "a red apple").content());

        Color middle = new Color(edited.getRGB(SIDE / 2, SIDE / 2));
        assertThat(middle.getBlue()).isGreaterThan(middle.getRed() + 50);
    }

    @Test
    void aMaskKeepsWhatItDoesNotOpen() throws IOException {
        BufferedImage blue = plain(Color.BLUE);
        BufferedImage mask = plain(Color.BLACK);
        for (int y = 0; y < SIDE; y++) {
            for (int x = SIDE / 2; x < SIDE; x++) {
                mask.setRGB(x, y, 0);
            }
        }

        BufferedImage edited =
                picture(model.edit(image(blue), image(mask), "a red apple").content());

        for (int y = 0; y < SIDE; y++) {
            assertThat(edited.getRGB(3, y)).isEqualTo(Color.BLUE.getRGB());
        }
        assertThat(edited.getRGB(SIDE - 3, SIDE / 2)).isNotEqualTo(Color.BLUE.getRGB());
    }

    @Test
    void aPhotographIsTurnedTheRightWayUp() throws IOException {
        Image lying = image(photograph());

        BufferedImage edited = picture(model.edit(lying, "a red apple").content());

        // What the camera stored on the left belongs on top.
        assertThat(new Color(edited.getRGB(SIDE - 3, 3)).getBlue()).isGreaterThan(150);
        assertThat(new Color(edited.getRGB(3, SIDE - 3)).getBlue()).isLessThan(100);
    }

    @Test
    void halfAPictureIsRefused() throws IOException {
        byte[] whole = photograph();
        Image half = image(Arrays.copyOf(whole, whole.length / 2));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.edit(half, "a red apple"))
                .withMessageEndingWith("what was sent is damaged: it ends too early");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.edit(image(plain(Color.BLUE)), half, "a red apple"))
                .withMessageEndingWith("what was sent is damaged: it ends too early");
    }

    @Test
    void whatIsNoPictureIsRefusedInASentence() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.edit(
                        Image.builder().url("https://example.org/x.png").build(), "a red apple"))
                .withMessage(
                        "the image must hold its data (base64Data);" + " it was the address https://example.org/x.png");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.edit(Image.builder().base64Data("AAAA").build(), "a red apple"))
                .withMessageContaining("is not a picture");
        assertThatIllegalArgumentException().isThrownBy(() -> model.generate(" "));
    }

    private static BufferedImage plain(Color colour) {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(colour);
        graphics.fillRect(0, 0, SIDE, SIDE);
        graphics.dispose();
        return image;
    }

    /** A JPEG that is blue on its left and black on its right, with a note that it is to be turned to the right. */
    private static byte[] photograph() throws IOException {
        BufferedImage stored = new BufferedImage(2 * SIDE, 2 * SIDE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = stored.createGraphics();
        graphics.setColor(Color.BLUE);
        graphics.fillRect(0, 0, SIDE, 2 * SIDE);
        graphics.dispose();
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(stored, "jpg", jpeg);
        byte[] plain = jpeg.toByteArray();
        ByteArrayOutputStream noted = new ByteArrayOutputStream();
        noted.write(plain, 0, 2);
        noted.write(HexFormat.of()
                .parseHex("ffe10022457869660000" + "4d4d002a00000008" + "0001" + "011200030000000100060000"
                        + "00000000"));
        noted.write(plain, 2, plain.length - 2);
        return noted.toByteArray();
    }

    private static Image image(BufferedImage picture) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", bytes);
        return Image.builder()
                .url("data:image/png;base64," + Base64.getEncoder().encodeToString(bytes.toByteArray()))
                .build();
    }

    private static Image image(byte[] file) {
        return Image.builder()
                .base64Data(Base64.getEncoder().encodeToString(file))
                .build();
    }

    private static byte[] bytes(Image image) {
        return Base64.getDecoder().decode(image.base64Data());
    }

    private static BufferedImage picture(Image image) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(bytes(image)));
    }

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }
}
