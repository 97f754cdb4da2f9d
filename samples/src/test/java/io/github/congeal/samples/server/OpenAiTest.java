package io.github.congeal.samples.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.Generation;
import io.github.congeal.control.Mask;
import io.github.congeal.control.Prompt;
import io.github.congeal.control.Size;
import io.github.congeal.model.Model;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients of OpenAI's images API send, and what they get. */
@Timeout(900)
class OpenAiTest {
    private static final String GENERATIONS = "/v1/images/generations";
    private static final String EDITS = "/v1/images/edits";
    private static RunningServer server;

    @BeforeAll
    static void start() throws IOException {
        server = RunningServer.start();
    }

    @AfterAll
    static void end() {
        server.close();
    }

    private static BufferedImage image(Object data) {
        try {
            Object base64 = ((Map<?, ?>) data).get("b64_json");
            return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(base64.toString())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<BufferedImage> images(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return RunningServer.fields(answer).list("data").stream()
                .map(OpenAiTest::image)
                .toList();
    }

    static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    private static Generation.Builder quick() {
        return Generation.builder()
                .model(Model.bundled())
                .size(64, 64)
                .iterations(2)
                .cutouts(1)
                .threads(1);
    }

    @Test
    void givesThePixelsOfGenerate() throws Exception {
        HttpResponse<String> answer = server.post(
                GENERATIONS,
                "{\"model\":\"congeal\",\"prompt\":\"a red apple:1.5 | green\",\"negative_prompt\":\"fog\",\"n\":2,\"size\":\"64x64\",\"seed\":42,\"steps\":3}");

        Generation same = Generation.builder()
                .model(Model.bundled())
                .size(64, 64)
                .iterations(3)
                .cutouts(1)
                .threads(1)
                .prompt(Prompt.of("a red apple").weight(1.5))
                .prompt("green")
                .avoid("fog")
                .seed(42)
                .build();
        assertThat(images(answer))
                .extracting(OpenAiTest::pixels)
                .containsExactly(
                        pixels(same.image()), pixels(same.toBuilder().build().image()));
        assertThat(RunningServer.fields(answer).values())
                .containsEntry("output_format", "png")
                .containsEntry("size", "64x64")
                .containsKey("created");
    }

    @Test
    void aPngCarriesItsSettings() throws Exception {
        HttpResponse<String> answer = server.post(GENERATIONS, "{\"prompt\":\"a red apple\",\"seed\":42}");
        Map<?, ?> data = (Map<?, ?>) RunningServer.fields(answer).list("data").get(0);

        byte[] png = Base64.getDecoder().decode(data.get("b64_json").toString());

        Generation again = Generation.readFrom(new ByteArrayInputStream(png), Model.bundled());
        assertThat(again.seed()).isEqualTo(42);
        assertThat(pixels(again.image())).isEqualTo(pixels(ImageIO.read(new ByteArrayInputStream(png))));
    }

    @Test
    void foreignFieldsAreIgnored() throws Exception {
        HttpResponse<String> answer = server.post(
                GENERATIONS,
                "{\"model\":\"gpt-image-1\",\"prompt\":\"a red apple\",\"user\":\"anna\",\"style\":\"vivid\",\"quality\":\"auto\",\"moderation\":null,\"background\":\"auto\",\"size\":\"auto\"}");

        assertThat(images(answer)).hasSize(1);
    }

    @Test
    void streamsPicturesOnTheWay() throws Exception {
        HttpResponse<String> answer = server.post(
                GENERATIONS,
                "{\"prompt\":\"a red apple\",\"seed\":1,\"steps\":8,\"stream\":true,\"partial_images\":2,\"size\":\"64x64\"}");

        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
        List<Map<String, Object>> events = answer.body()
                .lines()
                .filter(line -> line.startsWith("data: "))
                .map(line -> Json.object(line.substring("data: ".length())).values())
                .toList();
        assertThat(events)
                .extracting(event -> event.get("type"))
                .containsExactly(
                        "image_generation.partial_image",
                        "image_generation.partial_image",
                        "image_generation.completed");
        assertThat(events).extracting(event -> event.get("partial_image_index")).containsExactly(0L, 1L, null);
        assertThat(events)
                .extracting(OpenAiTest::image)
                .allSatisfy(image -> assertThat(image.getWidth()).isEqualTo(64));
        assertThat(pixels(image(events.get(0)))).isNotEqualTo(pixels(image(events.get(2))));
    }

    @Test
    void listsItsModel() throws Exception {
        assertThat(server.get("/v1/models").body())
                .isEqualTo(
                        "{\"object\":\"list\",\"data\":[{\"id\":\"congeal\",\"object\":\"model\",\"created\":0,\"owned_by\":\"congeal\"}]}");
    }

    /** A photograph whose right half is to be painted anew. */
    private static BufferedImage half(int type, Color left, Color right) {
        BufferedImage image = new BufferedImage(64, 64, type);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(left);
        graphics.fillRect(0, 0, 32, 64);
        graphics.setComposite(java.awt.AlphaComposite.Src);
        graphics.setColor(right);
        graphics.fillRect(32, 0, 32, 64);
        graphics.dispose();
        return image;
    }

    private static byte[] png(BufferedImage image) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return png.toByteArray();
    }

    private static void part(ByteArrayOutputStream body, String name, String more, byte[] value) throws IOException {
        body.write("------LangChain4j\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n\r\n"
                .formatted(name, more)
                .getBytes(StandardCharsets.UTF_8));
        body.write(value);
        body.write("\r\n".getBytes(StandardCharsets.UTF_8));
    }

    private static HttpResponse<String> edit(boolean chunked, byte[] image, byte[] mask) throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        part(body, "prompt", "", "a green field".getBytes(StandardCharsets.UTF_8));
        part(body, "seed", "", "42".getBytes(StandardCharsets.UTF_8));
        part(body, "image", "; filename=\"image.png\"\r\nContent-Type: image/png", image);
        if (mask != null) {
            part(body, "mask", "; filename=\"mask.png\"\r\nContent-Type: image/png", mask);
        }
        body.write("------LangChain4j--\r\n".getBytes(StandardCharsets.UTF_8));
        byte[] bytes = body.toByteArray();
        HttpRequest.BodyPublisher known = HttpRequest.BodyPublishers.ofByteArray(bytes);
        HttpRequest.BodyPublisher unknown =
                HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes));
        return server.send(server.request(EDITS)
                .header("Content-Type", "multipart/form-data; boundary=----LangChain4j")
                .POST(chunked ? unknown : known));
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void editsWhereTheMaskIsTransparent(boolean chunked) throws Exception {
        BufferedImage photograph = half(BufferedImage.TYPE_INT_RGB, Color.RED, Color.BLUE);
        BufferedImage mask = half(BufferedImage.TYPE_INT_ARGB, Color.WHITE, new Color(0, 0, 0, 0));

        BufferedImage edited = images(edit(chunked, png(photograph), png(mask))).get(0);

        BufferedImage painted = half(BufferedImage.TYPE_INT_RGB, Color.BLACK, Color.WHITE);
        Generation same = quick().prompt("a green field")
                .initialImage(photograph)
                .mask(Mask.of(painted))
                .seed(42)
                .build();
        assertThat(pixels(edited)).isEqualTo(pixels(same.image()));
        assertThat(edited.getRGB(10, 10)).isEqualTo(Color.RED.getRGB());
        assertThat(edited.getRGB(60, 32)).isNotEqualTo(Color.BLUE.getRGB());
    }

    @Test
    void withoutAMaskItEditsWhereThePictureIsTransparent() throws Exception {
        BufferedImage photograph = half(BufferedImage.TYPE_INT_ARGB, Color.RED, new Color(0, 0, 255, 0));

        BufferedImage edited = images(edit(false, png(photograph), null)).get(0);

        assertThat(edited.getRGB(10, 10)).isEqualTo(Color.RED.getRGB());
    }

    @Test
    void withoutASizeAnEditHasThatOfThePicture() throws Exception {
        BufferedImage wide = new BufferedImage(96, 64, BufferedImage.TYPE_INT_RGB);

        BufferedImage edited = images(edit(false, png(wide), null)).get(0);

        assertThat(new Size(edited.getWidth(), edited.getHeight())).isEqualTo(new Size(96, 64));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"n\":1}; prompt; prompt was missing, but must say what the picture should show",
                "{\"prompt\":\" | \"}; prompt; prompt 1 of 2",
                "{\"prompt\":17}; prompt; prompt was 17, but must be a text",
                "{\"prompt\":\"x\",\"n\":11}; n; n was 11, but must be a whole number from 1 to 3",
                "{\"prompt\":\"x\",\"n\":\"many\"}; n; n was \"many\", but must be a whole number",
                "{\"prompt\":\"x\",\"size\":\"9999x9999\"}; size; size was 9999x9999, but may have at most 65536 pixels on this server",
                "{\"prompt\":\"x\",\"size\":\"large\"}; ; size was \"large\", but must be",
                "{\"prompt\":\"x\",\"steps\":1000000}; iterations; iterations was 1000000, but may be at most 100000 on this server",
                "{\"prompt\":\"x\",\"steps\":-1}; steps; steps was -1",
                "{\"prompt\":\"x\",\"output_format\":\"webp\"}; output_format; output_format was \"webp\", but must be png or jpeg",
                "{\"prompt\":\"x\",\"response_format\":\"xml\"}; response_format; response_format was \"xml\", but must be b64_json or url",
                "{\"prompt\":\"x\",\"quality\":\"superb\"}; quality; quality was \"superb\", but must be auto, low",
                "{\"prompt\":\"x\",\"settings\":{\"cutouts\":9}}; cutouts; cutouts was 9, but may be at most 8 on this server",
                "{\"prompt\":\"x\",\"settings\":{\"threads\":9}}; threads; threads is set by those who run this server",
                "{\"prompt\":\"x\",\"settings\":{\"colour\":9}}; ; there is no control named \"colour\"",
                "{\"prompt\":\"x\",\"settings\":{\"change\":\"1: cutouts=99\"}}; cutouts; cutouts was 99, but may be at most 8 on this server",
                "[]; ; the request must be a JSON object",
                "{; ; the request is no JSON: it goes wrong at line 1",
                "{\"prompt\":\"x\",\"steps\":NaN}; ; the request is no JSON: it goes wrong at line 1, column 2",
                "{\"prompt\":\"x\",\"seed\":1e999}; ; the request has the number 1e999, which is too large",
                "{} {}; ; the request must be one JSON value",
            })
    void refusesInASentence(String request, String field, String sentence) throws Exception {
        HttpResponse<String> answer = server.post(GENERATIONS, request);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(RunningServer.sentence(answer)).startsWith(sentence);
        assertThat(RunningServer.fields(answer).object("error").text("param").orElse(null))
                .isEqualTo(field);
    }

    @Test
    void aPromptThatIsTooLongHasACodeOfItsOwn() throws Exception {
        HttpResponse<String> answer =
                server.post(GENERATIONS, "{\"prompt\":\"%s\"}".formatted("an apple ".repeat(200)));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(RunningServer.fields(answer).object("error").text("code")).hasValue("prompt_too_long");
    }

    @Test
    void whatIsTooLargeIsNotTaken() throws Exception {
        HttpResponse<String> answer = server.post(GENERATIONS, "{\"prompt\":\"%s\"}".formatted("x".repeat(2_000_000)));

        assertThat(answer.statusCode()).isEqualTo(413);
    }

    @Test
    void whatIsNoTextIsRefused() throws Exception {
        byte[] latin = "{\"prompt\":\"caf\u00e9\",\"steps\":0}".getBytes(StandardCharsets.ISO_8859_1);

        HttpResponse<String> answer =
                server.send(server.request(GENERATIONS).POST(HttpRequest.BodyPublishers.ofByteArray(latin)));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(RunningServer.sentence(answer)).isEqualTo("the request is no text in UTF-8");
    }

    @Test
    void aChunkThatCannotBeIsRefused() throws Exception {
        try (Socket socket = server.socket()) {
            String request =
                    "POST %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
                            .formatted(GENERATIONS);
            socket.getOutputStream().write((request + "ffffffffff\r\n{").getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 400 ")
                    .contains("the request's chunks have lengths that cannot be");
        }
    }

    @Test
    void otherAddressesAndMethodsAreToldSo() throws Exception {
        assertThat(server.get("/v1/images/variations").statusCode()).isEqualTo(404);
        assertThat(server.get(GENERATIONS).statusCode()).isEqualTo(405);
        assertThat(server.get(GENERATIONS).headers().firstValue("Allow")).hasValue("POST");
    }
}
