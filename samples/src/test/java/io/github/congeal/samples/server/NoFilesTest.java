package io.github.congeal.samples.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No path in a request touches the disk: it makes no difference whether there is such a file. */
class NoFilesTest {
    private static RunningServer server;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws IOException {
        server = RunningServer.start();
    }

    @AfterAll
    static void end() {
        server.close();
    }

    private HttpResponse<String> ask(String settings, Path file) throws Exception {
        return server.post(
                "/v1/images/generations",
                Json.write(Json.of("prompt", "x", "settings", Json.read(settings.replace("FILE", file.toString())))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"initial-image\": \"FILE\"}",
                "{\"target\": [\"FILE:0.5\"]}",
                "{\"target.1\": \"FILE:0.5\"}",
                "{\"mask\": \"FILE\"}",
                "{\"prompt\": [\"a sunset@mask(picture=FILE)\"]}",
                "{\"story\": \"a || b@mask(picture=FILE)\"}",
                "{\"regularizer\": [\"palette(colours=8 of FILE)\"]}",
                "{\"regularizer\": \"aesthetic(head=FILE)\"}",
                "{\"palette\": \"8 of FILE\"}",
                "{\"palette\": \"FILE.gpl\"}",
                "{\"change\": [\"1: prompt=a@mask(picture=FILE)\"]}",
                "{\"change\": \"1: regularizer=palette(colours=8 of FILE)\"}",
            })
    void settingsOpenNone(String settings) throws Exception {
        Path there = folder.resolve("there.png");
        ImageIO.write(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB), "png", there.toFile());

        HttpResponse<String> withFile = ask(settings, there);
        HttpResponse<String> without = ask(settings, folder.resolve("missing.png"));

        assertThat(withFile.statusCode()).as(withFile.body()).isEqualTo(400);
        assertThat(withFile.body().replace("there", "missing")).isEqualTo(without.body());
        assertThat(RunningServer.sentence(withFile)).contains("names a file, and a request may open none");
    }

    @Test
    void presetsOfOthersAreNone() throws Exception {
        HttpResponse<String> answer =
                server.post("/v1/images/generations", "{\"prompt\":\"x\",\"preset\":\"/etc/passwd\"}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(RunningServer.sentence(answer)).startsWith("preset was \"/etc/passwd\", but must be one of draft");
    }
}
