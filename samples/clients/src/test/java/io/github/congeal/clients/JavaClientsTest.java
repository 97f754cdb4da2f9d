package io.github.congeal.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.models.images.ImageGenStreamEvent;
import com.openai.models.images.ImageGenerateParams;
import dev.langchain4j.data.image.Image;
import dev.langchain4j.model.openai.OpenAiImageModel;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** openai-java and LangChain4j's model of OpenAI's images, against {@code congeal serve}. */
class JavaClientsTest {
    private static final List<String> SMALL = List.of("--size", "64x64", "--cutouts", "1", "--threads", "1");
    private static final String MODEL = "congeal";

    private static Process server;
    private static String address;

    private static Process start(String command, String... arguments) throws IOException {
        List<String> words = new ArrayList<>(Arrays.asList(System.getProperty("congeal").split(" ")));
        words.add(command);
        Collections.addAll(words, arguments);
        words.addAll(SMALL);
        return new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @BeforeAll
    static void start() throws IOException {
        server = start("serve", "--port", "0", "--iterations", "3");
        BufferedReader said = new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
        address = said.readLine().replaceFirst(".* ", "") + "v1";
    }

    @AfterAll
    static void end() throws InterruptedException {
        server.destroy();
        server.waitFor();
    }

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    private static int[] pixels(String base64) throws IOException {
        return pixels(ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(base64))));
    }

    private static OpenAIClient openAi() {
        return OpenAIOkHttpClient.builder().baseUrl(address).apiKey("none").build();
    }

    @Test
    void openAiJavaGetsThePixelsOfGenerate(@TempDir Path folder) throws Exception {
        Path same = folder.resolve("same.png");
        assertThat(start(
                                "generate", "a red apple", "--seed", "42", "--iterations", "3", "--quiet", "--out",
                                same.toString())
                        .waitFor())
                .isZero();

        String base64 = openAi().images()
                .generate(ImageGenerateParams.builder()
                        .model(MODEL)
                        .prompt("a red apple")
                        .n(1)
                        .size(ImageGenerateParams.Size.of("64x64"))
                        .putAdditionalBodyProperty("seed", JsonValue.from(42))
                        .build())
                .data()
                .orElseThrow()
                .get(0)
                .b64Json()
                .orElseThrow();

        assertThat(pixels(base64)).isEqualTo(pixels(ImageIO.read(same.toFile())));
    }

    @Test
    void openAiJavaWatchesIt() throws Exception {
        List<String> pictures = new ArrayList<>();
        try (StreamResponse<ImageGenStreamEvent> events = openAi().images()
                .generateStreaming(ImageGenerateParams.builder()
                        .model(MODEL)
                        .prompt("a red apple")
                        .partialImages(2)
                        .putAdditionalBodyProperty("steps", JsonValue.from(8))
                        .build())) {
            events.stream().forEach(event -> {
                event.generationPartialImage().ifPresent(part -> pictures.add(part.b64Json()));
                event.generationCompleted().ifPresent(whole -> pictures.add(whole.b64Json()));
            });
        }

        assertThat(pictures).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void openAiJavaIsToldWhatIsWrong() {
        assertThatThrownBy(() -> openAi().images()
                        .generate(ImageGenerateParams.builder()
                                .model(MODEL)
                                .prompt("x")
                                .size(ImageGenerateParams.Size.of("large"))
                                .build()))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("size was \"large\", but must be");
    }

    private static OpenAiImageModel langChain4j() {
        return OpenAiImageModel.builder()
                .baseUrl(address)
                .apiKey("none")
                .modelName(MODEL)
                .size("64x64")
                .build();
    }

    @Test
    void langChain4jGetsPictures() throws Exception {
        List<Image> images = langChain4j().generate("a red apple", 2).content();

        assertThat(images).hasSize(2);
        assertThat(pixels(images.get(0).base64Data())).hasSize(64 * 64);
        assertThat(images.get(0).mimeType()).isEqualTo("image/png");
    }

    @Test
    void langChain4jEdits() throws Exception {
        BufferedImage photograph = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        BufferedImage mask = new BufferedImage(64, 64, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < 64 * 64; i++) {
            photograph.setRGB(i % 64, i / 64, 0xffc81e1e);
            mask.setRGB(i % 64, i / 64, i % 64 < 32 ? 0xff000000 : 0);
        }

        Image edited = langChain4j()
                .edit(image(photograph), image(mask), "a green field")
                .content();

        int[] pixels = pixels(edited.base64Data());
        assertThat(pixels[10 * 64 + 10]).isEqualTo(0xffc81e1e);
        assertThat(pixels[32 * 64 + 60]).isNotEqualTo(0xffc81e1e);
    }

    private static Image image(BufferedImage picture) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", png);
        return Image.builder()
                .base64Data(Base64.getEncoder().encodeToString(png.toByteArray()))
                .mimeType("image/png")
                .build();
    }
}
