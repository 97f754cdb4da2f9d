package io.github.congeal.samples.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Many clients at once, and such as behave badly: nothing fails, and nothing of them stays. */
@Timeout(900)
class StressTest {
    private static final String GENERATIONS = "/v1/images/generations";
    private static final String ORDER = "{\"prompt\":\"a red apple\",\"steps\":1,\"seed\":%d}";
    private static final String LONG = "{\"prompt\":\"a red apple\",\"steps\":100000}";
    private static final int PLACES = 8;
    private static final int GLANCES = 1200;
    private static final Limits LIMITS = new Limits(100_000, 64 * 64, 100_000, 1, 1, Long.MAX_VALUE);

    private RunningServer server;

    @BeforeEach
    void start() throws IOException {
        server = RunningServer.start(PLACES, null, LIMITS);
    }

    @AfterEach
    void end() {
        server.close();
    }

    private void requireThePageAnswers() throws Exception {
        assertThat(server.get("/").body()).contains("<title>Congeal</title>");
        // Of a client that has just hung up the server may still be about to learn.
        server.awaitMetric("congeal_queue_depth", 0);
        server.awaitMetric("congeal_running", 0);
        assertThat(server.get("/metrics").body()).doesNotContain("status=\"5");
    }

    @Test
    void twentyClientsGetPicturesOrAreToldToComeLater() throws Exception {
        Socket first = server.begin(GENERATIONS, LONG);
        server.awaitMetric("congeal_running", 1);
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            answers.add(server.postLater(GENERATIONS, ORDER.formatted(i)));
        }
        server.awaitMetric("congeal_requests_total{status=\"429\"}", 20 - PLACES);
        first.close();
        Map<Integer, Integer> statuses = new HashMap<>();
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            HttpResponse<String> got = answer.get();
            statuses.merge(got.statusCode(), 1, Integer::sum);
            if (got.statusCode() == 200) {
                assertThat(RunningServer.fields(got).list("data")).hasSize(1);
            } else {
                assertThat(got.headers().firstValue("Retry-After")).isPresent();
            }
        }

        assertThat(statuses).isEqualTo(Map.of(200, PLACES, 429, 20 - PLACES));
        requireThePageAnswers();
    }

    /** A flush that fails leaves the connection open, unless the JDK's server is told of it. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void clientsThatBreakOffAnAnswerLeaveNoOpenFile() throws Exception {
        long before = openFiles();
        for (int i = 0; i < 200; i++) {
            try (Socket client = server.begin(GENERATIONS, "{\"prompt\":\"\"}")) {
                client.setSoLinger(true, 0);
                client.getInputStream().read();
            }
        }
        // The last ones, and the test's own clients, may still be open.
        for (int i = 0; i < GLANCES && openFiles() > before + 50; i++) {
            Thread.sleep(100);
        }
        assertThat(openFiles()).isLessThanOrEqualTo(before + 50);
        requireThePageAnswers();
    }

    private static long openFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        }
    }

    @Test
    void aThousandBadRequestsAreRefusedEach() throws Exception {
        Random random = new Random(1);
        List<String> pieces = List.of(
                "{",
                "}",
                "[",
                "]",
                "\"prompt\"",
                ":",
                ",",
                "\"\"",
                "\"x\"",
                "null",
                "-1",
                "1e400",
                "\"size\"",
                "\"1x1\"",
                "\"seed\"",
                "\"n\"",
                "true",
                "\\u0000",
                "\"\\ud800\"",
                "\"settings\"",
                "\"change\"",
                "9999999999999999999999",
                "\"initial_image\"");
        for (int i = 0; i < 1000; i++) {
            StringBuilder request = new StringBuilder(random.nextBoolean() ? "{" : "");
            for (int length = random.nextInt(12); length >= 0; length--) {
                request.append(pieces.get(random.nextInt(pieces.size())));
            }
            String path = List.of(
                            GENERATIONS, "/v1/images/edits", "/sdapi/v1/txt2img", "/sdapi/v1/img2img", "/api/pictures")
                    .get(i % 5);

            HttpResponse<String> answer = server.post(path, request + "?");

            assertThat(answer.statusCode()).as("%s %s", path, request).isEqualTo(400);
            assertThat(answer.body()).doesNotContain("Exception").doesNotContain("\tat ");
        }
        requireThePageAnswers();
    }

    /** A request of which only the headers but for the last line break, and this, are sent. */
    private Socket half(String more) throws IOException {
        Socket socket = server.socket();
        String headers = "POST " + GENERATIONS + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n";
        socket.getOutputStream().write((headers + more).getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    @Test
    void halfRequestsAndSlowReadersHoldNobodyUp() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            sockets.add(i % 2 == 0 ? half("") : half("\r\n{\"prompt\":"));
            sockets.add(slowReader());
        }

        HttpResponse<String> answer = server.post(GENERATIONS, ORDER.formatted(1));

        assertThat(answer.statusCode()).isEqualTo(200);
        for (Socket socket : sockets) {
            socket.close();
        }
        requireThePageAnswers();
    }

    @Test
    void aServerWithAllPlacesTakenIsHealthy() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        // A few more than there are places, and all at once: each is given up after a while.
        for (int i = 0; i < Router.MOST_CALLS + 8; i++) {
            sockets.add(half("\r\n{"));
        }

        int status = 200;
        for (int i = 0; i < GLANCES && status == 200; i++) {
            status = server.get("/").statusCode();
        }
        assertThat(status).isEqualTo(429);
        assertThat(server.get("/health").statusCode()).isEqualTo(200);
        for (Socket socket : sockets) {
            socket.close();
        }
        for (int i = 0; i < GLANCES && server.get("/").statusCode() != 200; i++) {
            Thread.sleep(100);
        }
        assertThat(server.get("/").statusCode()).isEqualTo(200);
    }

    @Test
    void halfRequestsAreGivenUpAndTakeFewThreads() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            sockets.add(i % 2 == 0 ? half("") : half("\r\n{\"prompt\":"));
        }

        assertThat(server.get("/health").statusCode()).isEqualTo(200);
        assertThat(threads()).isLessThan(300);
        for (Socket socket : sockets) {
            try {
                socket.getInputStream().readAllBytes();
            } catch (SocketException e) {
                // Given up before all that it sent was read.
                assertThat(e).hasMessageContaining("reset");
            }
        }
        requireThePageAnswers();
    }

    /** Asks for megabytes, and reads nothing, so that whatever answers cannot go on. */
    private Socket slowReader() throws IOException {
        Socket slow = new Socket();
        slow.setReceiveBufferSize(1024);
        slow.connect(
                new InetSocketAddress(server.at("/").getHost(), server.at("/").getPort()));
        slow.getOutputStream()
                .write("GET /style.css HTTP/1.1\r\nHost: localhost\r\n\r\n"
                        .repeat(500)
                        .getBytes(StandardCharsets.US_ASCII));
        slow.getOutputStream().flush();
        return slow;
    }

    @Test
    void nothingOfManyPicturesStays() throws Exception {
        for (int i = 0; i < 8; i++) {
            assertThat(server.post(GENERATIONS, ORDER.formatted(i)).statusCode())
                    .isEqualTo(200);
        }
        long threads = threads();
        for (int i = 0; i < 16; i++) {
            if (i % 4 < 3) {
                assertThat(server.post(GENERATIONS, ORDER.formatted(i)).statusCode())
                        .isEqualTo(200);
            } else {
                Socket impatient = server.begin(GENERATIONS, LONG);
                server.awaitMetric("congeal_running", 1);
                impatient.close();
                server.awaitMetric("congeal_running", 0);
            }
        }

        // Threads without work end after a while.
        for (int i = 0; i < GLANCES && threads() > threads + 8; i++) {
            Thread.sleep(100);
        }
        assertThat(threads()).isLessThanOrEqualTo(threads + 8);
        // The gallery keeps five, however many were made.
        assertThat(((List<?>) Json.read(server.get("/api/pictures").body()))).hasSizeLessThanOrEqualTo(6);
        requireThePageAnswers();
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("congeal-"))
                .count();
    }
}
