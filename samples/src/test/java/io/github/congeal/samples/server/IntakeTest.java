package io.github.congeal.samples.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What large requests at the same time are answered. */
@Timeout(120)
class IntakeTest {
    private static final int LARGE = 1_000_000;
    private static final Intake INTAKE_FOR_ONE = new Intake((LARGE + 1000L) * Intake.WHILE_READ);
    private static final Limits LIMITS = new Limits(20 * LARGE, 1, 1, 1, 1, 0);

    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Patience patience = new Patience();
    private final CountDownLatch isRead = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private HttpServer http;

    @BeforeEach
    void start() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext(
                "/",
                new Router(new Gate(Set.of(), null), patience, LIMITS, INTAKE_FOR_ONE, new Metrics())
                        .on(
                                "POST /read",
                                (call, name) -> call.json(call.json().values().size()))
                        .on("POST /hold", (call, name) -> {
                            call.json();
                            isRead.countDown();
                            mayEnd.await();
                            call.json("held");
                        }));
        http.setExecutor(threads);
        http.start();
    }

    @AfterEach
    void end() {
        mayEnd.countDown();
        http.stop(0);
        threads.shutdownNow();
        patience.close();
    }

    private CompletableFuture<HttpResponse<String>> post(String path, int bytes) {
        String json = "{\"text\":\"%s\"}".formatted("a".repeat(bytes - "{\"text\":\"\"}".length()));
        URI address =
                URI.create("http://localhost:%d%s".formatted(http.getAddress().getPort(), path));
        return client.sendAsync(
                HttpRequest.newBuilder(address)
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aLargeRequestBesideAnotherIsToldToComeLater() throws Exception {
        CompletableFuture<HttpResponse<String>> held = post("/hold", LARGE);
        isRead.await();

        HttpResponse<String> second = post("/read", LARGE).get();
        assertThat(second.statusCode()).isEqualTo(503);
        assertThat(second.headers().firstValue("Retry-After")).isPresent();
        assertThat(RunningServer.sentence(second)).contains("too little memory for this request beside others");
        assertThat(post("/read", LARGE / 2).get().statusCode()).isEqualTo(200);

        mayEnd.countDown();
        assertThat(held.get().statusCode()).isEqualTo(200);
    }

    @Test
    void ofSeveralThatGrowTogetherOneIsLeft() {
        Intake intake = new Intake(100L * Intake.WHILE_READ);
        Intake.Portion first = intake.portion();
        Intake.Portion second = intake.portion();
        first.add(50);
        second.add(50);
        assertThatThrownBy(() -> second.add(10)).isInstanceOf(Refusal.class);
        first.add(50);
    }

    @Test
    void whatWasTakenIsGivenBack() throws Exception {
        for (int i = 0; i < 10; i++) {
            assertThat(post("/read", LARGE / 2).get().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aRequestForWhichThereIsNeverEnoughMemoryIsTooLarge() throws Exception {
        HttpResponse<String> answer = post("/read", 15 * LARGE).get();
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(RunningServer.sentence(answer)).contains("larger than the 1001000 bytes");
    }
}
