package io.github.congeal.samples.server;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A Chromium without a window, driven over its DevTools protocol as a person would. */
final class Browser implements AutoCloseable {
    private static final String LISTENING = "DevTools listening on ws://";
    private static final int PATIENCE_SECONDS = 600;
    private static final int SHIFT = 8;

    private final Process process;
    private final Path profile;
    private final WebSocket page;
    private final AtomicLong number = new AtomicLong();
    private final Map<Long, CompletableFuture<Fields>> answers = new ConcurrentHashMap<>();

    private Browser(Process process, Path profile, URI page) {
        this.process = process;
        this.profile = profile;
        this.page = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(page, new Answers())
                .join();
    }

    /** Opens one with a page. */
    static Browser open() throws IOException, InterruptedException {
        Path profile = Files.createTempDirectory("congeal-browser-");
        Process process = new ProcessBuilder(
                        "chromium",
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--hide-scrollbars",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .start();
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = said.readLine();
        while (line != null && !line.startsWith(LISTENING)) {
            line = said.readLine();
        }
        if (line == null) {
            throw new IOException("chromium did not start");
        }
        Thread rest = new Thread(() -> said.lines().forEach(ignored -> {}), "chromium");
        rest.setDaemon(true);
        rest.start();
        String host = line.substring(LISTENING.length(), line.indexOf('/', LISTENING.length()));
        HttpResponse<String> opened = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://" + host + "/json/new?about:blank"))
                                .method("PUT", HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        return new Browser(
                process,
                profile,
                URI.create(
                        Json.object(opened.body()).text("webSocketDebuggerUrl").orElseThrow()));
    }

    /** Puts the parts of messages together, and the answers to those who wait for them. */
    private final class Answers implements WebSocket.Listener {
        private final StringBuilder message = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            message.append(part);
            if (last) {
                Fields answer = Json.object(message.toString());
                message.setLength(0);
                answer.number("id").ifPresent(id -> {
                    CompletableFuture<Fields> waiting = answers.remove(id);
                    if (waiting != null) {
                        waiting.complete(answer);
                    }
                });
            }
            socket.request(1);
            return null;
        }
    }

    /** Gives a command, and waits for its result. */
    Fields command(String method, Map<String, ?> parameters) throws Exception {
        long id = number.incrementAndGet();
        CompletableFuture<Fields> answer = new CompletableFuture<>();
        answers.put(id, answer);
        page.sendText(Json.write(Json.of("id", id, "method", method, "params", parameters)), true);
        Fields fields = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (fields.has("error")) {
            throw new IOException(method + ": " + fields.values());
        }
        return fields.object("result");
    }

    /** The size of the window, and how the system is dressed. */
    void look(int width, int height, boolean phone, boolean dark) throws Exception {
        command(
                "Emulation.setDeviceMetricsOverride",
                Json.of("width", width, "height", height, "deviceScaleFactor", phone ? 2 : 1, "mobile", phone));
        command(
                "Emulation.setEmulatedMedia",
                Json.of(
                        "features",
                        List.of(Json.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    void go(URI address) throws Exception {
        command("Page.enable", Map.of());
        command("Page.navigate", Map.of("url", address.toString()));
    }

    /** What an expression is worth on the page; a promise is waited for. */
    @Nullable
    Object value(String expression) throws Exception {
        Fields result = command(
                "Runtime.evaluate", Json.of("expression", expression, "awaitPromise", true, "returnByValue", true));
        if (result.has("exceptionDetails")) {
            throw new IOException(expression + ": " + result.values());
        }
        return result.object("result").values().get("value");
    }

    /** Waits until an expression is true. */
    void await(String expression) throws Exception {
        for (int i = 0; i < 20 * PATIENCE_SECONDS; i++) {
            if (Boolean.TRUE.equals(value(expression))) {
                return;
            }
            Thread.sleep(50);
        }
        throw new AssertionError(
                "never became true: " + expression + "; the page shows: " + value("document.body.innerText"));
    }

    /** Clicks with the mouse in the middle of what is visible, once more if it was moved away meanwhile. */
    void click(String selector) throws Exception {
        String element = "document.querySelector('%s')".formatted(selector);
        for (int i = 0; i < PATIENCE_SECONDS; i++) {
            await("!!%1$s && %1$s.checkVisibility() && !%1$s.disabled".formatted(element));
            value(("window.clicked = false; %1$s.scrollIntoView({block: 'center'});"
                            + " %1$s.addEventListener('click', () => window.clicked = true, {once: true, capture: true})")
                    .formatted(element));
            press(element);
            if (wasClicked()) {
                return;
            }
        }
        throw new AssertionError("cannot be clicked: " + selector);
    }

    private void press(String element) throws Exception {
        Object[] box = box(element);
        mouse("mousePressed", box, 0.5, 0.5);
        mouse("mouseReleased", box, 0.5, 0.5);
    }

    private boolean wasClicked() throws Exception {
        for (int i = 0; i < 20; i++) {
            if (Boolean.TRUE.equals(value("window.clicked"))) {
                return true;
            }
            Thread.sleep(50);
        }
        return false;
    }

    /** Draws a line with the mouse; places are parts of an element's width and height. */
    void brush(String selector, double fromX, double fromY, double toX, double toY) throws Exception {
        value("document.querySelector('%s').scrollIntoView({block: 'center'})".formatted(selector));
        Object[] box = box("document.querySelector('%s')".formatted(selector));
        mouse("mousePressed", box, fromX, fromY);
        mouse("mouseMoved", box, toX, toY);
        mouse("mouseReleased", box, toX, toY);
    }

    /** Left, top, width and height of an element. */
    private Object[] box(String element) throws Exception {
        Object box = value(
                "(() => { const box = %s.getBoundingClientRect(); return JSON.stringify([box.x, box.y, box.width, box.height]); })()"
                        .formatted(element));
        return ((List<?>) Objects.requireNonNull(Json.read(String.valueOf(box)))).toArray();
    }

    private void mouse(String type, Object[] box, double x, double y) throws Exception {
        command(
                "Input.dispatchMouseEvent",
                Json.of(
                        "type",
                        type,
                        "x",
                        number(box[0]) + x * number(box[2]),
                        "y",
                        number(box[1]) + y * number(box[3]),
                        "button",
                        "left",
                        "buttons",
                        1,
                        "clickCount",
                        1));
    }

    private static double number(Object of) {
        return ((Number) of).doubleValue();
    }

    /** Chooses a file. */
    void choose(String selector, Path file) throws Exception {
        Fields root = command("DOM.getDocument", Map.of()).object("root");
        Fields input = command(
                "DOM.querySelector", Json.of("nodeId", root.number("nodeId").orElseThrow(), "selector", selector));
        command(
                "DOM.setFileInputFiles",
                Json.of("nodeId", input.number("nodeId").orElseThrow(), "files", List.of(file.toString())));
    }

    /** Drops a picture on an element. */
    void drop(String selector, Path file) throws Exception {
        String bytes = Base64.getEncoder().encodeToString(Files.readAllBytes(file));
        value(("(() => { const bytes = Uint8Array.from(atob('%s'), letter => letter.charCodeAt(0));"
                        + " const dropped = new DataTransfer();"
                        + " dropped.items.add(new File([bytes], 'dropped.png', {type: 'image/png'}));"
                        + " document.querySelector('%s').dispatchEvent("
                        + "new DragEvent('drop', {dataTransfer: dropped, bubbles: true, cancelable: true})); })()")
                .formatted(bytes, selector));
    }

    /** Types into what has the focus. */
    void type(String text) throws Exception {
        command("Input.insertText", Map.of("text", text));
    }

    /** Presses a key. */
    void press(String key, int code) throws Exception {
        press(key, code, false);
    }

    /** Presses a key, perhaps with Shift. */
    void press(String key, int code, boolean shift) throws Exception {
        String text = key.equals("Enter") ? "\r" : key.equals(" ") ? key : "";
        for (String type : List.of("keyDown", "keyUp")) {
            command(
                    "Input.dispatchKeyEvent",
                    Json.of(
                            "type",
                            type,
                            "key",
                            key,
                            "windowsVirtualKeyCode",
                            code,
                            "text",
                            type.equals("keyDown") ? text : "",
                            "modifiers",
                            shift ? SHIFT : 0));
        }
    }

    /** A PNG of what is visible, or of the whole page. */
    byte[] screenshot(boolean whole) throws Exception {
        Fields shot = command("Page.captureScreenshot", Json.of("format", "png", "captureBeyondViewport", whole));
        return Base64.getDecoder().decode(shot.text("data").orElseThrow());
    }

    @Override
    public void close() {
        page.abort();
        List<ProcessHandle> processes = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        processes.forEach(ProcessHandle::destroyForcibly);
        processes.forEach(each -> each.onExit().join());
        forget(profile.toFile());
    }

    /** What one of its processes has just written again may stay: it is in the folder for such things. */
    private static void forget(File file) {
        File[] within = file.listFiles();
        for (File each : within == null ? new File[0] : within) {
            forget(each);
        }
        file.delete();
    }
}
