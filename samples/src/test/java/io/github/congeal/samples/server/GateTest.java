package io.github.congeal.samples.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may come in, and from where. */
class GateTest {
    private static final String TOKEN = "long and secret";
    private static RunningServer server;
    private static RunningServer locked;

    @BeforeAll
    static void start() throws IOException {
        server = RunningServer.start();
        locked = RunningServer.start(2, TOKEN);
    }

    @AfterAll
    static void end() {
        server.close();
        locked.close();
    }

    /** The JDK's client sets the headers of a browser itself. */
    private static int status(RunningServer server, String method, String... headers) throws IOException {
        try (Socket socket = server.socket()) {
            String head = method + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\nContent-Length: 2\r\n\r\n{}";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            String line = new String(in.readNBytes("HTTP/1.1 200".length()), StandardCharsets.US_ASCII);
            return Integer.parseInt(line.substring(line.length() - 3));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, 200",
        "LOCALHOST:7860, 200",
        "127.0.0.1:7860, 200",
        "[::1]:7860, 200",
        "192.168.1.20, 200",
        "art.example.org, 200",
        "evil.example.org, 403",
        "127.0.0.1.evil.example.org, 403",
        "localhost.evil.example.org:80, 403",
    })
    void isReachedUnderItsOwnNamesAlone(String host, int expected) throws IOException {
        assertThat(status(server, "GET /v1/models", "Host: " + host)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:7860, 400",
        "https://localhost:7860, 400",
        "http://localhost:8080, 403",
        "https://evil.example.org, 403",
        "null, 403",
    })
    void noPageOfOthersStartsARun(String origin, int expected) throws IOException {
        // An order that passes is refused for want of a prompt.
        assertThat(status(server, "POST /v1/images/generations", "Host: localhost:7860", "Origin: " + origin))
                .isEqualTo(expected);
    }

    @Test
    void noPageOfOthersFetchesAnything() throws IOException {
        assertThat(status(server, "GET /v1/models", "Host: localhost", "Sec-Fetch-Site: cross-site"))
                .isEqualTo(403);
        assertThat(status(server, "GET /v1/models", "Host: localhost", "Sec-Fetch-Site: same-origin"))
                .isEqualTo(200);
    }

    @Test
    void aLinkMayBeFollowed() throws IOException {
        assertThat(status(
                        server,
                        "GET /v1/models",
                        "Host: localhost",
                        "Sec-Fetch-Site: cross-site",
                        "Sec-Fetch-Mode: navigate"))
                .isEqualTo(200);
    }

    @Test
    void theTokenIsAsked() throws IOException {
        String password = Base64.getEncoder().encodeToString(("anna:" + TOKEN).getBytes(StandardCharsets.UTF_8));

        assertThat(status(locked, "GET /v1/models", "Host: localhost")).isEqualTo(401);
        assertThat(status(locked, "GET /v1/models", "Host: localhost", "Authorization: Bearer wrong"))
                .isEqualTo(401);
        assertThat(status(locked, "GET /v1/models", "Host: localhost", "Authorization: Bearer " + TOKEN))
                .isEqualTo(200);
        assertThat(status(locked, "GET /v1/models", "Host: localhost", "Authorization: Basic " + password))
                .isEqualTo(200);
        assertThat(status(locked, "GET /metrics", "Host: localhost")).isEqualTo(401);
        assertThat(status(locked, "GET /health", "Host: localhost")).isEqualTo(200);
    }
}
