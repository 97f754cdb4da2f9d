package io.github.congeal.samples.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.Generation;
import io.github.congeal.control.Mask;
import io.github.congeal.control.Tiling;
import io.github.congeal.model.Model;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients of AUTOMATIC1111's program send, and what they get. */
@Timeout(900)
class Automatic1111Test {
    private static final String TXT2IMG = "/sdapi/v1/txt2img";
    private static final String IMG2IMG = "/sdapi/v1/img2img";
    private static RunningServer server;

    @BeforeAll
    static void start() throws IOException {
        server = RunningServer.start();
    }

    @AfterAll
    static void end() {
        server.close();
    }

    private static BufferedImage image(Object base64) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(base64.toString())));
    }

    private static String base64(BufferedImage image) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return Base64.getEncoder().encodeToString(png.toByteArray());
    }

    private static BufferedImage plain(Color color) {
        BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 64 * 64; i++) {
            image.setRGB(i % 64, i / 64, color.getRGB());
        }
        return image;
    }

    private static Generation.Builder quick() {
        return Generation.builder()
                .model(Model.bundled())
                .size(64, 64)
                .cutouts(1)
                .threads(1);
    }

    @Test
    void givesThePixelsOfGenerate() throws Exception {
        HttpResponse<String> answer = server.post(
                TXT2IMG,
                "{\"prompt\":\"a red apple\",\"negative_prompt\":\"fog\",\"seed\":42,\"steps\":3,\"width\":64,\"height\":96,"
                        + "\"batch_size\":1,\"n_iter\":2,\"cfg_scale\":7,\"sampler_name\":\"Euler a\",\"enable_hr\":false,\"styles\":null,\"override_settings\":{}}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        Generation same = Generation.builder()
                .model(Model.bundled())
                .size(64, 96)
                .iterations(3)
                .cutouts(1)
                .threads(1)
                .prompt("a red apple")
                .avoid("fog")
                .seed(42)
                .build();
        List<?> images = RunningServer.fields(answer).list("images");
        assertThat(images).hasSize(2);
        assertThat(OpenAiTest.pixels(image(images.get(0)))).isEqualTo(OpenAiTest.pixels(same.image()));
        Fields info = Json.object(RunningServer.fields(answer).text("info").orElseThrow());
        assertThat(info.number("seed")).hasValue(42);
        assertThat(info.list("all_seeds")).hasToString("[42, 43]");
        assertThat(info.list("infotexts").get(0).toString())
                .isEqualTo(
                        "a red apple\nNegative prompt: fog\nSteps: 3, Sampler: Congeal, Seed: 42, Size: 64x96, Model: congeal");
        assertThat(RunningServer.fields(answer).object("parameters").number("cfg_scale"))
                .hasValue(7);
    }

    @Test
    void beginsWithAPictureAndPaintsInTheMask() throws Exception {
        BufferedImage photograph = plain(Color.RED);
        BufferedImage mask = plain(Color.WHITE);
        mask.setRGB(0, 0, 32, 64, new int[32 * 64], 0, 32);

        HttpResponse<String> answer = server.post(
                IMG2IMG,
                Json.write(Json.of(
                        "prompt",
                        "a green field",
                        "seed",
                        42,
                        "steps",
                        4,
                        "denoising_strength",
                        0.5,
                        "init_images",
                        List.of("data:image/png;base64," + base64(photograph)),
                        "mask",
                        base64(mask),
                        "mask_blur",
                        4)));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        Generation same = quick().prompt("a green field")
                .initialImage(photograph)
                .mask(Mask.of(mask))
                .maskFeather(4)
                .iterations(2)
                .seed(42)
                .build();
        BufferedImage painted =
                image(RunningServer.fields(answer).list("images").get(0));
        assertThat(OpenAiTest.pixels(painted)).isEqualTo(OpenAiTest.pixels(same.image()));
        assertThat(painted.getRGB(5, 5)).isEqualTo(Color.RED.getRGB());
        assertThat(answer.body()).doesNotContain("init_images");
    }

    @Test
    void makesTiles() throws Exception {
        HttpResponse<String> answer =
                server.post(TXT2IMG, "{\"prompt\":\"moss\",\"seed\":42,\"steps\":2,\"tiling\":true}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        Generation same = quick().prompt("moss")
                .tiling(Tiling.BOTH)
                .iterations(2)
                .seed(42)
                .build();
        assertThat(OpenAiTest.pixels(
                        image(RunningServer.fields(answer).list("images").get(0))))
                .isEqualTo(OpenAiTest.pixels(same.image()));
    }

    @Test
    void tellsItsProgressAndEndsEarlyWithWhatThereIs() throws Exception {
        CompletableFuture<HttpResponse<String>> making =
                server.postLater(TXT2IMG, "{\"prompt\":\"a red apple\",\"steps\":100000,\"width\":64,\"height\":64}");
        Fields progress = Fields.NONE;
        while (progress.object("state").number("sampling_step").orElse(0) < 3) {
            progress = RunningServer.fields(server.get("/sdapi/v1/progress"));
        }

        assertThat(progress.object("state").number("sampling_steps")).hasValue(100_000);
        assertThat(progress.object("state").text("job")).hasValue("txt2img");
        assertThat(progress.values().get("progress")).isNotNull();
        assertThat(image(progress.text("current_image").orElseThrow()).getWidth())
                .isEqualTo(64);

        assertThat(server.post("/sdapi/v1/interrupt", "").statusCode()).isEqualTo(200);

        assertThat(RunningServer.fields(making.get()).list("images")).hasSize(1);
        Fields idle = RunningServer.fields(server.get("/sdapi/v1/progress?skip_current_image=true"));
        assertThat(idle.object("state").number("job_count")).hasValue(0);
        assertThat(idle.has("current_image")).isFalse();
    }

    @Test
    void tellsWhatClientsAskFirst() throws Exception {
        assertThat(RunningServer.fields(server.get("/sdapi/v1/options")).text("sd_model_checkpoint"))
                .hasValue("congeal");
        assertThat(server.get("/sdapi/v1/sd-models").body()).contains("\"title\":\"congeal\"");
        assertThat(server.get("/sdapi/v1/samplers").body()).contains("\"name\":\"Congeal\"");
        assertThat(server.post("/sdapi/v1/options", "{\"sd_model_checkpoint\":\"congeal\",\"CLIP_stop\":1}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(RunningServer.sentence(server.post("/sdapi/v1/options", "{\"sd_model_checkpoint\":\"sdxl\"}")))
                .isEqualTo("sd_model_checkpoint was \"sdxl\", but must be congeal, the only one here");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                TXT2IMG + "; {}; prompt was empty",
                TXT2IMG + "; {\"prompt\":\"x\",\"width\":-5}; width was -5",
                TXT2IMG
                        + "; {\"prompt\":\"x\",\"batch_size\":3,\"n_iter\":3}; batch_size x n_iter was 9, but must be at most 3",
                IMG2IMG + "; {\"prompt\":\"x\"}; init_images was empty",
                IMG2IMG
                        + "; {\"prompt\":\"x\",\"init_images\":[\"/etc/passwd\"]}; init_images must be a readable picture",
                IMG2IMG + "; {\"prompt\":\"x\",\"init_images\":[\"!\"]}; init_images must be a readable picture",
                IMG2IMG + "; {\"prompt\":\"x\",\"init_images\":[null]}; init_images must be a readable picture",
                IMG2IMG + "; {\"prompt\":\"x\",\"init_images\":7}; init_images was 7, but must be an array",
            })
    void refusesInASentence(String path, String request, String sentence) throws Exception {
        HttpResponse<String> answer = server.post(path, request);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(RunningServer.sentence(answer)).startsWith(sentence);
        assertThat(RunningServer.fields(answer).text("detail")).hasValue(RunningServer.sentence(answer));
    }
}
