package io.github.congeal.video;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A page with the film in Chromium, which reads a frame back from a canvas and sends what it saw. */
class BrowserTest {
    private static final String PAGE = """
            <!doctype html>
            <body>
            <script>
            const say = words => fetch("/said", {method: "POST", body: words});
            const video = document.createElement("video");
            video.muted = true;
            video.onerror = () => say("error " + video.error.message);
            video.onloadeddata = () => { video.currentTime = 0.25; };
            fetch("/film.mp4").then(answer => answer.blob()).then(film => { video.src = URL.createObjectURL(film); });
            // On a busy machine the place is found before its picture is there: black until then.
            video.onseeked = function look() {
                const canvas = document.createElement("canvas");
                canvas.width = video.videoWidth;
                canvas.height = video.videoHeight;
                const context = canvas.getContext("2d");
                context.drawImage(video, 0, 0);
                const colours = [[16, 16], [48, 16], [16, 48], [48, 48]]
                        .map(([x, y]) => Array.from(context.getImageData(x, y, 1, 1).data.slice(0, 3)).join(","));
                if (colours[0] === "0,0,0") {
                    setTimeout(look, 50);
                    return;
                }
                say(`film ${canvas.width}x${canvas.height} ${video.duration} ${colours.join(" ")}`);
            };
            </script>
            """;

    @TempDir
    private Path folder;

    /** What one of Chromium's processes has just written again may stay. */
    @TempDir(cleanup = CleanupMode.NEVER)
    private Path profile;

    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();

    @Test
    @Timeout(600)
    void chromiumShowsTheRightColours() throws IOException, InterruptedException {
        Tool chromium = Tool.required("chromium");
        int[] colours = {0x808080, 0xe02010, 0x10c040, 0x2030f0};
        Path film = folder.resolve("film.mp4");
        try (VideoWriter video = VideoWriter.builder(film).framesPerSecond(10).open()) {
            video.add(Scenes.plain(64, 64, 0));
            video.add(Scenes.plain(64, 64, 0));
            video.add(Scenes.quarters(64, colours));
            video.add(Scenes.plain(64, 64, 0xffffff));
        }

        String words = shown(chromium, Files.readAllBytes(film));

        Matcher seen = Pattern.compile("film 64x64 0\\.4 (.*)").matcher(words);
        assertThat(seen.matches()).as(words).isTrue();
        String[] shown = seen.group(1).split(" ");
        for (int i = 0; i < colours.length; i++) {
            String[] channels = shown[i].split(",");
            for (int c = 0; c < 3; c++) {
                int expected = colours[i] >> 16 - 8 * c & 0xff;
                assertThat(Integer.parseInt(channels[c]))
                        .as("colour %d, as Chromium shows it: %s", i, shown[i])
                        .isBetween(expected - 4, expected + 4);
            }
        }
    }

    /** What the page says of a film. */
    private String shown(Tool chromium, byte[] film) throws IOException, InterruptedException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> answer(exchange, "text/html", PAGE.getBytes(StandardCharsets.UTF_8)));
        server.createContext("/film.mp4", exchange -> answer(exchange, "video/mp4", film));
        server.createContext("/said", exchange -> {
            said.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            answer(exchange, "text/plain", new byte[] {'.'});
        });
        server.start();
        Process process = chromium.start(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "http://localhost:%d/".formatted(server.getAddress().getPort()));
        try {
            return String.valueOf(said.poll(300, TimeUnit.SECONDS));
        } finally {
            List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                    .toList();
            all.forEach(ProcessHandle::destroyForcibly);
            all.forEach(each -> each.onExit().join());
            server.stop(0);
        }
    }

    private static void answer(HttpExchange exchange, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
