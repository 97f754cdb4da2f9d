package io.github.congeal.samples.server;

import io.github.congeal.Frame;
import io.github.congeal.FrameIterator;
import io.github.congeal.Generation;
import io.github.congeal.PictureFormat;
import io.github.congeal.control.Settings;
import io.github.congeal.model.Model;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes pictures as a tool of the Model Context Protocol: JSON-RPC, a line for each message, over two streams. One
 * picture is made at a time; messages are read meanwhile, so that a call can be cancelled.
 */
public final class McpServer {
    private static final Logger log = LoggerFactory.getLogger(McpServer.class);
    /** The most calls that may be pending; clients make one at a time, or a few. */
    private static final int MOST_PENDING = 100;

    private static final String NEWEST = "2025-11-25";
    private static final List<String> KNOWN = List.of(NEWEST, "2025-06-18", "2025-03-26", "2024-11-05");
    private static final int PARSE_ERROR = -32_700;
    private static final int INVALID_REQUEST = -32_600;
    private static final int NO_METHOD = -32_601;
    private static final int INVALID_PARAMS = -32_602;
    private static final int INTERNAL_ERROR = -32_603;

    private final String version;
    private final Supplier<Model> model;
    private final Settings usual;
    private final Limits limits;
    private final OutputStream out;
    private final Map<String, FrameIterator> runs = new ConcurrentHashMap<>();
    /** The calls that wait or run. */
    private final Set<String> pending = ConcurrentHashMap.newKeySet();

    private final Set<String> cancelled = ConcurrentHashMap.newKeySet();
    /** The number of calls that were neither answered nor cancelled by the client. */
    private final AtomicInteger unanswered = new AtomicInteger();

    private final ExecutorService calls = Executors.newSingleThreadExecutor(task -> new Thread(task, "congeal-run"));

    /**
     * A server.
     *
     * @param version the version of the program
     * @param model supplies the model; called for the first picture, since a client waits for the answers before that
     * @param usual the defaults for what a call leaves open
     * @param limits the limits of one call
     * @param out receives the answers
     */
    public McpServer(String version, Supplier<Model> model, Settings usual, Limits limits, OutputStream out) {
        this.version = version;
        this.model = model;
        this.usual = usual;
        this.limits = limits;
        this.out = out;
    }

    /**
     * Answers messages until the stream ends, as a client that has enough ends it. Calls that are not answered by then
     * are cancelled.
     *
     * @return the number of those calls
     */
    public int serve(InputStream in) throws IOException {
        try (in) {
            MessageLines lines = new MessageLines(in, limits.bodyBytes());
            for (Optional<MessageLines.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
                if (line.get().tooLong()) {
                    fail(null, INVALID_REQUEST, "a message may have at most %s bytes".formatted(limits.bodyBytes()));
                } else {
                    take(line.get().bytes());
                }
            }
        } finally {
            runs.values().forEach(FrameIterator::close);
            unanswered.addAndGet(calls.shutdownNow().size());
            awaitEnd();
        }
        return unanswered.get();
    }

    private void awaitEnd() {
        try {
            calls.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(byte[] line) throws IOException {
        Fields message;
        try {
            String text = Utf8.text(line);
            if (text.isBlank()) {
                return;
            }
            message = Json.object(text);
        } catch (Refusal e) {
            fail(null, PARSE_ERROR, e.sentence());
            return;
        } catch (IllegalArgumentException e) {
            fail(null, PARSE_ERROR, e.getMessage());
            return;
        } catch (RuntimeException e) {
            failed(null, e);
            return;
        }
        Object id = message.values().get("id");
        try {
            String method = message.text("method").orElse("");
            if (method.startsWith("notifications/")) {
                notified(method, message.object("params"));
            } else if (id == null || method.isEmpty()) {
                if (method.isEmpty() && !message.has("result") && !message.has("error")) {
                    fail(id, INVALID_REQUEST, "a message must have a method");
                }
            } else {
                answer(id, method, message.object("params"));
            }
        } catch (Refusal e) {
            fail(id, INVALID_PARAMS, e.sentence());
        } catch (RuntimeException e) {
            failed(id, e);
        }
    }

    /** Reports a fault for one message: it must not end other calls. */
    private void failed(@Nullable Object id, RuntimeException fault) throws IOException {
        log.error("A message could not be answered", fault);
        fail(id, INTERNAL_ERROR, "this should not have happened; the log says more");
    }

    private void answer(Object id, String method, Fields params) throws IOException {
        switch (method) {
            case "initialize" -> succeed(id, hello(params));
            case "ping" -> succeed(id, Map.of());
            case "tools/list" -> succeed(id, Json.of("tools", List.of(McpTool.DESCRIPTION)));
            case "tools/call" -> {
                if (!params.text("name").orElse("").equals(McpTool.NAME)) {
                    throw Refusal.of("there is no such tool, only " + McpTool.NAME);
                }
                if (pending.size() >= MOST_PENDING) {
                    throw Refusal.of("%s calls wait already: come later".formatted(pending.size()));
                }
                if (!pending.add(key(id))) {
                    throw Refusal.of("another call has this id");
                }
                calls.execute(() -> call(id, params));
            }
            default -> fail(id, NO_METHOD, "there is no method " + method);
        }
    }

    private Object hello(Fields params) {
        String wanted = params.text("protocolVersion").orElse(NEWEST);
        return Json.of(
                "protocolVersion",
                KNOWN.contains(wanted) ? wanted : NEWEST,
                "capabilities",
                Json.of("tools", Map.of()),
                "serverInfo",
                Json.of("name", "congeal", "title", "Congeal", "version", version));
    }

    private void notified(String method, Fields params) {
        Object id = params.values().get("requestId");
        if (method.equals("notifications/cancelled") && id != null && pending.contains(key(id))) {
            cancelled.add(key(id));
            Optional.ofNullable(runs.get(key(id))).ifPresent(FrameIterator::close);
        }
    }

    private static String key(Object id) {
        return Json.write(id);
    }

    /** Makes the picture. An error is returned to the calling model, which may correct its arguments. */
    private void call(Object id, Fields params) {
        try {
            Object token = params.object("_meta").values().get("progressToken");
            succeed(id, result(make(id, params.object("arguments"), token)));
        } catch (CancellationException e) {
            // A client that has cancelled a call expects no answer.
            if (!cancelled.contains(key(id))) {
                unanswered.incrementAndGet();
            }
        } catch (RuntimeException | Error e) {
            Refusal refusal = Refusal.of(e);
            if (refusal.isFault()) {
                log.error("The call {} failed", key(id), e);
            }
            succeed(id, Json.of("content", List.of(text(refusal.sentence())), "isError", true));
        } finally {
            runs.remove(key(id));
            pending.remove(key(id));
            cancelled.remove(key(id));
        }
    }

    private Frame make(Object id, Fields arguments, @Nullable Object token) {
        Settings settings = McpTool.order(arguments).settings().over(usual);
        limits.require(settings);
        Generation generation =
                Generation.builder().model(model.get()).settings(settings).build();
        limits.require(generation);
        Frame newest = null;
        try (FrameIterator frames = generation.frames()) {
            runs.put(key(id), frames);
            if (cancelled.contains(key(id))) {
                throw new CancellationException();
            }
            while (frames.hasNext()) {
                newest = frames.next();
                tell(token, newest);
            }
        }
        if (newest == null || !newest.isLast()) {
            // It was closed before its first frame, or between two.
            throw new CancellationException();
        }
        return newest;
    }

    private void tell(@Nullable Object token, Frame frame) {
        if (token != null) {
            send(Json.of(
                    "jsonrpc",
                    "2.0",
                    "method",
                    "notifications/progress",
                    "params",
                    Json.of(
                            "progressToken",
                            token,
                            "progress",
                            frame.iteration(),
                            "total",
                            frame.generation().iterations(),
                            "message",
                            String.format(Locale.ROOT, "step %s, loss %.3f", frame.iteration(), frame.loss()))));
        }
    }

    private static Object result(Frame frame) {
        Object picture =
                Json.of("type", "image", "data", OpenAi.base64(frame, PictureFormat.PNG), "mimeType", "image/png");
        String said = String.format(
                Locale.ROOT,
                "%s, seed %s, %s steps, loss %.3f",
                OpenAi.size(frame),
                frame.generation().seed(),
                frame.iteration(),
                frame.loss());
        return Json.of("content", List.of(picture, text(said)), "isError", false);
    }

    private static Object text(String text) {
        return Json.of("type", "text", "text", text);
    }

    private void succeed(Object id, Object result) {
        send(Json.of("jsonrpc", "2.0", "id", id, "result", result));
    }

    private void fail(@Nullable Object id, int code, @Nullable String sentence) {
        send(Json.of("jsonrpc", "2.0", "id", id, "error", Json.of("code", code, "message", sentence)));
    }

    private void send(Object message) {
        try {
            synchronized (out) {
                out.write((Json.write(message) + "\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (IOException e) {
            throw new CancellationException("the client hung up: " + e.getMessage());
        }
    }
}
