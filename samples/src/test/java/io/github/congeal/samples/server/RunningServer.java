package io.github.congeal.samples.server;

import io.github.congeal.control.Control;
import io.github.congeal.control.Settings;
import io.github.congeal.control.Size;
import io.github.congeal.model.Model;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A server with small pictures on a free port, and what its clients do. */
final class RunningServer implements AutoCloseable {
    static final Size SIZE = new Size(64, 64);

    /** A picture takes a moment. */
    private static final Settings QUICK = Settings.EMPTY
            .with(Control.SIZE, SIZE)
            .with(Control.ITERATIONS, 2)
            .with(Control.CUTOUTS, 1)
            .with(Control.THREADS, 1);

    private static final int MANY_STEPS = 100_000;
    private static final Limits LIMITS = new Limits(2_000_000, 256 * 256, MANY_STEPS, 8, 3, Long.MAX_VALUE);

    private final CongealServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    private RunningServer(CongealServer server) {
        this.server = server;
    }

    static RunningServer start() throws IOException {
        return start(2, null);
    }

    static RunningServer start(int places, @Nullable String token) throws IOException {
        return start(places, token, LIMITS);
    }

    static RunningServer start(int places, @Nullable String token, Limits limits) throws IOException {
        InetSocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        CongealServer.Options options =
                new CongealServer.Options(anywhere, Set.of("art.example.org"), token, 1, places, 5, limits);
        return new RunningServer(CongealServer.start(options, Model.bundled(), QUICK));
    }

    URI at(String path) {
        return server.address().resolve(path);
    }

    CongealServer server() {
        return server;
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(at(path)).timeout(Duration.ofMinutes(2));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return send(posting(path, json));
    }

    HttpRequest.Builder posting(String path, String json) {
        return request(path).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(json));
    }

    CompletableFuture<HttpResponse<String>> postLater(String path, String json) {
        return client.sendAsync(posting(path, json).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The fields of an answer. */
    static Fields fields(HttpResponse<String> answer) {
        return Json.object(answer.body().strip());
    }

    /** The sentence of a refusal. */
    static String sentence(HttpResponse<String> answer) {
        return fields(answer).object("error").text("message").orElseThrow();
    }

    /** A connection of a client that does as it likes. */
    Socket socket() throws IOException {
        return new Socket(server.address().getHost(), server.address().getPort());
    }

    /** Sends the beginning of a request that posts JSON. */
    Socket begin(String path, String json) throws IOException {
        Socket socket = socket();
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        String head =
                "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                        .formatted(path, body.length);
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(body);
        socket.getOutputStream().flush();
        return socket;
    }

    /** A number of the metrics; 0 if it is not among them. */
    long metric(String name) throws IOException, InterruptedException {
        return get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToLong(line -> Long.parseLong(line.substring(name.length() + 1)))
                .findFirst()
                .orElse(0);
    }

    /** Waits until a number of the metrics is as expected. */
    void awaitMetric(String name, long expected) throws IOException, InterruptedException {
        long value = metric(name);
        for (int i = 0; i < 4000 && value != expected; i++) {
            Thread.sleep(50);
            value = metric(name);
        }
        if (value != expected) {
            throw new AssertionError("%s is %d, not %d".formatted(name, value, expected));
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
