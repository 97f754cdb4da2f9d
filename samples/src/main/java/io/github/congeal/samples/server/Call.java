package io.github.congeal.samples.server;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One request and its answer. */
final class Call {
    static final String JSON = "application/json";

    /** How long a client may send nothing of the body. */
    private static final long PAUSE_SECONDS = 10;

    private static final long WRITE_SECONDS = 30;

    /** How long a client that was answered may take to send the rest of its request. */
    private static final long REST_SECONDS = 5;

    private static final int CHUNK = 1 << 16;
    private static final int OK = 200;

    private final HttpExchange exchange;
    private final Patience patience;
    private final int mostBytes;
    private final Intake.Portion portion;
    private final Metrics metrics;
    private boolean answered;

    Call(HttpExchange exchange, Patience patience, int mostBytes, Intake.Portion portion, Metrics metrics) {
        this.exchange = exchange;
        this.patience = patience;
        this.mostBytes = mostBytes;
        this.portion = portion;
        this.metrics = metrics;
    }

    String method() {
        return exchange.getRequestMethod();
    }

    String path() {
        return Optional.ofNullable(exchange.getRequestURI().getPath()).orElse("");
    }

    /** The parameters after the question mark of the address. */
    Fields query() {
        Map<String, Object> fields = new LinkedHashMap<>();
        String query = exchange.getRequestURI().getRawQuery();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            try {
                fields.put(
                        URLDecoder.decode(name, StandardCharsets.UTF_8),
                        URLDecoder.decode(value, StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                throw Refusal.of("the address has a % without two digits behind it");
            }
        }
        return new Fields(fields);
    }

    @Nullable
    String header(String name) {
        return exchange.getRequestHeaders().getFirst(name);
    }

    /** The body as a JSON object; an empty one counts as one without fields. */
    Fields json() throws IOException {
        byte[] body = body();
        Fields fields = body.length == 0 ? Fields.NONE : Json.object(Utf8.text(body));
        portion.endReading();
        return fields;
    }

    /** The body as a form with files. */
    Multipart form() throws IOException {
        Multipart form = Multipart.read(String.valueOf(header("Content-Type")), body());
        portion.endReading();
        return form;
    }

    /** Reads the body, whether or not its length is known. */
    private byte[] body() throws IOException {
        InputStream in = new PatientInput(exchange.getRequestBody());
        try {
            return bytes(in);
        } catch (Refusal e) {
            portion.close();
            // Many clients read no answer before they have sent everything.
            in.transferTo(OutputStream.nullOutputStream());
            throw e;
        } catch (IndexOutOfBoundsException e) {
            // The JDK's server adds up the lengths of chunks without checking them.
            throw Refusal.of("the request's chunks have lengths that cannot be");
        }
    }

    private byte[] bytes(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] chunk = new byte[CHUNK];
        for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
            if (body.size() + read > mostBytes) {
                throw Refusal.tooLarge(
                        "the request is larger than the %s bytes that are taken here".formatted(mostBytes));
            }
            portion.add(read);
            body.write(chunk, 0, read);
        }
        return body.toByteArray();
    }

    /** Sets a header of the answer. */
    Call with(String header, String value) {
        exchange.getResponseHeaders().set(header, value);
        return this;
    }

    void json(Object value) throws IOException {
        json(OK, value);
    }

    void json(int status, Object value) throws IOException {
        answer(status, JSON, Json.write(value).getBytes(StandardCharsets.UTF_8));
    }

    void answer(String type, byte[] body) throws IOException {
        answer(OK, type, body);
    }

    private void answer(int status, String type, byte[] body) throws IOException {
        begin(status, type);
        boolean head = method().equals("HEAD");
        exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
        if (!head && body.length > 0) {
            try (OutputStream out = new PatientOutput(exchange.getResponseBody())) {
                out.write(body);
            }
        }
    }

    /** Begins an answer whose parts are sent as they are written. The caller must close the stream. */
    OutputStream stream(String type) throws IOException {
        begin(OK, type);
        exchange.sendResponseHeaders(OK, 0);
        return new PatientOutput(exchange.getResponseBody());
    }

    private void begin(int status, String type) {
        answered = true;
        // Before it is sent, so that a client that has the answer finds it counted.
        metrics.answered(status);
        with("Content-Type", type);
        if (exchange.getResponseHeaders().getFirst("Cache-Control") == null) {
            with("Cache-Control", "no-store");
        }
        with("X-Content-Type-Options", "nosniff");
        with("Referrer-Policy", "no-referrer");
        with("X-Frame-Options", "DENY");
        with("Cross-Origin-Resource-Policy", "same-origin");
    }

    /** Ends the exchange, which reads the rest of the request unless an answer's end has done so. */
    @SuppressWarnings("try") // the waiting ends with the block
    void close() {
        try (Patience.Wait wait = patience.begin(REST_SECONDS)) {
            exchange.close();
        }
    }

    /** Whether an answer was begun, so that another one can no longer be sent. */
    boolean isAnswered() {
        return answered;
    }

    /** A stream that gives up after a while if the client does not send. */
    private final class PatientInput extends FilterInputStream {
        PatientInput(InputStream in) {
            super(in);
        }

        @Override
        @SuppressWarnings("try") // the waiting ends with the block
        public int read(byte[] bytes, int from, int length) throws IOException {
            try (Patience.Wait wait = patience.begin(PAUSE_SECONDS)) {
                return in.read(bytes, from, length);
            }
        }
    }

    /** A stream that gives up after a while if the client does not read. */
    @SuppressWarnings("try") // the waiting ends with the block
    private final class PatientOutput extends FilterOutputStream {
        PatientOutput(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try (Patience.Wait wait = patience.begin(WRITE_SECONDS)) {
                out.write(bytes, from, length);
            }
        }

        @Override
        public void flush() throws IOException {
            try (Patience.Wait wait = patience.begin(WRITE_SECONDS)) {
                out.flush();
            }
        }

        @Override
        public void close() throws IOException {
            // Reads the rest of the request.
            try (Patience.Wait wait = patience.begin(REST_SECONDS)) {
                out.close();
            }
        }
    }
}
