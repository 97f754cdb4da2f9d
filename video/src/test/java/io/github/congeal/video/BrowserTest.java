package io.github.congeal.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A page with the film in Chromium, which reads a frame back from a canvas. */
class BrowserTest {
    private static final String PAGE = """
            <!doctype html>
            <body>
            <script>
            const bytes = Uint8Array.from(atob("%s"), letter => letter.charCodeAt(0));
            const video = document.createElement("video");
            video.muted = true;
            video.src = URL.createObjectURL(new Blob([bytes], {type: "video/mp4"}));
            video.onerror = () => document.body.textContent = "error " + video.error.message;
            video.onloadeddata = () => { video.currentTime = 0.25; };
            let looks = 100;
            // On a busy machine the place is found before its picture is there: black until then.
            video.onseeked = function look() {
                const canvas = document.createElement("canvas");
                canvas.width = video.videoWidth;
                canvas.height = video.videoHeight;
                const context = canvas.getContext("2d");
                context.drawImage(video, 0, 0);
                const colours = [[16, 16], [48, 16], [16, 48], [48, 48]]
                        .map(([x, y]) => Array.from(context.getImageData(x, y, 1, 1).data.slice(0, 3)).join(","));
                if (colours[0] === "0,0,0" && --looks > 0) {
                    setTimeout(look, 50);
                    return;
                }
                document.body.textContent = `film ${canvas.width}x${canvas.height} ${video.duration} ${colours.join(" ")}`;
            };
            </script>
            """;

    @TempDir
    private Path folder;

    @Test
    @Timeout(120)
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
        String encoded = java.util.Base64.getEncoder().encodeToString(Files.readAllBytes(film));
        Path page = Files.writeString(folder.resolve("page.html"), PAGE.formatted(encoded));

        String dom = chromium.run(
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--virtual-time-budget=20000",
                        "--dump-dom",
                        page.toUri())
                .text();

        Matcher said = Pattern.compile("film 64x64 0\\.4 (.*?)\\s*</body>").matcher(dom);
        assertThat(said.find()).as(dom).isTrue();
        String[] shown = said.group(1).split(" ");
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
}
