package io.github.congeal.samples.server;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Server-sent events. */
final class EventStream implements AutoCloseable {
    private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

    private final OutputStream out;

    private EventStream(OutputStream out) {
        this.out = out;
    }

    /** Begins the answer to a request. */
    static EventStream begin(Call call) throws IOException {
        // A proxy must not buffer them.
        call.with("X-Accel-Buffering", "no");
        return new EventStream(call.stream("text/event-stream; charset=utf-8"));
    }

    /** Sends an event. */
    void send(String event, Object data) throws IOException {
        out.write("event: %s\ndata: %s\n\n".formatted(event, Json.write(data)).getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** Sends a comment, which clients ignore, to find out whether the client is still connected. */
    void beat() throws IOException {
        out.write(COMMENT);
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
