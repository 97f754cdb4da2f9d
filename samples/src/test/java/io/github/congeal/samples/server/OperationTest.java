package io.github.congeal.samples.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The queue, the end of runs, and what tells those who run the server how it does. */
@Timeout(900)
class OperationTest {
    private static final String GENERATIONS = "/v1/images/generations";
    private static final String LONG = "{\"prompt\": \"a red apple\", \"steps\": 100000}";

    @Test
    void whoHangsUpEndsTheRun() throws Exception {
        try (RunningServer server = RunningServer.start()) {
            Socket client = server.begin(GENERATIONS, LONG);
            server.awaitMetric("congeal_running", 1);

            client.close();

            server.awaitMetric("congeal_running", 0);
        }
    }

    @Test
    void whoHangsUpLeavesTheQueue() throws Exception {
        try (RunningServer server = RunningServer.start()) {
            Socket running = server.begin(GENERATIONS, LONG);
            server.awaitMetric("congeal_running", 1);
            Socket waiting = server.begin(GENERATIONS, LONG);
            server.awaitMetric("congeal_queue_depth", 1);

            waiting.close();

            server.awaitMetric("congeal_queue_depth", 0);
            running.close();
        }
    }

    @Test
    void whatWaitsHasNoPictureAndNoFilmYet() throws Exception {
        try (RunningServer server = RunningServer.start();
                Socket running = server.begin(GENERATIONS, LONG)) {
            server.awaitMetric("congeal_running", 1);
            HttpResponse<String> waiting =
                    server.post("/api/pictures", "{\"settings\": {\"prompt\": \"fog\", \"iterations\": 1}}");
            String address =
                    "/api/pictures/" + RunningServer.fields(waiting).text("id").orElseThrow();
            for (String file : List.of("/picture.png", "/film.mp4")) {
                HttpResponse<String> answer = server.get(address + file);
                assertThat(answer.statusCode()).isEqualTo(404);
                assertThat(RunningServer.sentence(answer)).isEqualTo("the picture was not begun yet");
            }
            assertThat(running.isConnected()).isTrue();
        }
    }

    @Test
    void whoReadsAStreamAndHangsUpEndsTheRun() throws Exception {
        try (RunningServer server = RunningServer.start()) {
            Socket client =
                    server.begin(GENERATIONS, "{\"prompt\": \"a red apple\", \"steps\": 100000, \"stream\": true}");
            server.awaitMetric("congeal_running", 1);

            client.close();

            server.awaitMetric("congeal_running", 0);
        }
    }

    @Test
    void withAFullQueueOthersAreToldToComeLater() throws Exception {
        try (RunningServer server = RunningServer.start(1, null)) {
            Socket running = server.begin(GENERATIONS, LONG);
            server.awaitMetric("congeal_running", 1);
            Socket waiting = server.begin(GENERATIONS, LONG);
            server.awaitMetric("congeal_queue_depth", 1);

            HttpResponse<String> answer = server.post(GENERATIONS, LONG);

            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(answer.headers().firstValueAsLong("Retry-After")).hasValue(5);
            assertThat(RunningServer.sentence(answer)).isEqualTo("1 others wait already: try again later");
            waiting.close();
            running.close();
        }
    }

    @Test
    void whenItEndsWhatIsBeingMadeIsFinishedAndNothingIsBegun() throws Exception {
        try (RunningServer server = RunningServer.start()) {
            CompletableFuture<HttpResponse<String>> last = server.postLater(GENERATIONS, LONG);
            server.awaitMetric("congeal_running", 1);

            Thread end = new Thread(() -> server.server().drain(600));
            end.start();
            while (server.get("/health/ready").statusCode() == 200) {
                Thread.sleep(10);
            }

            assertThat(server.get("/health").statusCode()).isEqualTo(200);
            assertThat(server.post(GENERATIONS, LONG).statusCode()).isEqualTo(503);
            assertThat(server.post("/sdapi/v1/interrupt", "").statusCode()).isEqualTo(200);
            assertThat(RunningServer.fields(last.get()).list("data")).hasSize(1);
            end.join();
        }
    }

    @Test
    void whatTakesLongerThanTheGraceIsCut() throws Exception {
        try (RunningServer server = RunningServer.start()) {
            CompletableFuture<HttpResponse<String>> last = server.postLater(GENERATIONS, LONG);
            server.awaitMetric("congeal_running", 1);

            server.server().drain(0);

            assertThat(RunningServer.sentence(last.get())).contains("cancelled");
        }
    }

    @Test
    void countsWhatItDoes() throws Exception {
        try (RunningServer server = RunningServer.start()) {
            server.post(GENERATIONS, "{\"prompt\": \"a red apple\", \"steps\": 3}");
            server.post(GENERATIONS, "{}");

            String metrics = server.get("/metrics").body();

            assertThat(metrics)
                    .contains("congeal_requests_total{status=\"200\"} 1\n")
                    .contains("congeal_requests_total{status=\"400\"} 1\n")
                    .contains("congeal_steps_total 3\n")
                    .contains("congeal_step_seconds_count 3\n")
                    .contains("congeal_queue_depth 0\n");
        }
    }
}
