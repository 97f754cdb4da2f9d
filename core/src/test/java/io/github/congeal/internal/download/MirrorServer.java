package io.github.congeal.internal.download;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on this machine that has one file, and that misbehaves as it is told. */
public final class MirrorServer implements AutoCloseable {
    /** How one request is answered. */
    @FunctionalInterface
    interface Behaviour {
        void answer(HttpExchange exchange) throws IOException;
    }

    final byte[] content;
    final List<String> ranges = new CopyOnWriteArrayList<>();
    final List<URI> requests = new CopyOnWriteArrayList<>();
    final CountDownLatch release = new CountDownLatch(1);
    private final Queue<Behaviour> next = new ConcurrentLinkedQueue<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    volatile String tag = "\"one\"";

    public MirrorServer(int size) throws IOException {
        this(bytes(size));
    }

    public MirrorServer(byte[] content) throws IOException {
        this.content = content;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.add(exchange.getRequestURI());
            ranges.add(String.valueOf(exchange.getRequestHeaders().getFirst("Range")));
            Behaviour behaviour = next.poll();
            try (exchange) {
                (behaviour == null ? (Behaviour) this::serve : behaviour).answer(exchange);
            }
        });
        server.setExecutor(threads);
        server.start();
    }

    static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    /** The SHA-256 of some bytes. */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public URI address() {
        return URI.create(
                "http://127.0.0.1:%d/model.bin".formatted(server.getAddress().getPort()));
    }

    /** The SHA-256 of its file. */
    public String sha256() {
        return sha256(content);
    }

    /** How many requests came. */
    public int requestCount() {
        return requests.size();
    }

    /** Answers the next requests so, one after the other, and those after them as a good server does. */
    MirrorServer first(Behaviour... behaviours) {
        next.addAll(List.of(behaviours));
        return this;
    }

    void serve(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        String condition = exchange.getRequestHeaders().getFirst("If-Range");
        exchange.getResponseHeaders().set("ETag", tag);
        boolean partly = range != null && (condition == null || condition.equals(tag));
        int from = partly ? Integer.parseInt(range.replaceAll("\\D", "")) : 0;
        if (partly) {
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes %d-%d/%d".formatted(from, content.length - 1, content.length));
        }
        exchange.sendResponseHeaders(partly ? 206 : 200, content.length - from);
        exchange.getResponseBody().write(content, from, content.length - from);
    }

    /** Sends only the beginning, and hangs up. */
    Behaviour cutAfter(int bytes) {
        return exchange -> {
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content, 0, bytes);
            exchange.getResponseBody().flush();
        };
    }

    /** Sends only the beginning, and then nothing until it is released. */
    Behaviour stallAfter(int bytes) {
        return exchange -> {
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content, 0, bytes);
            exchange.getResponseBody().flush();
            awaitRelease();
        };
    }

    /** Sends all of the file from its beginning, whatever was asked for. */
    Behaviour ignoreRanges() {
        return send(content);
    }

    static Behaviour send(byte[] bytes) {
        return exchange -> {
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    static Behaviour status(int code) {
        return exchange -> exchange.sendResponseHeaders(code, -1);
    }

    static Behaviour redirect(URI target) {
        return exchange -> {
            exchange.getResponseHeaders().set("Location", target.toString());
            exchange.sendResponseHeaders(302, -1);
        };
    }

    /** Sends bytes without saying how many there will be. */
    static Behaviour sendChunked(byte[] bytes) {
        return exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(bytes);
        };
    }

    byte[] beginning(int bytes) {
        return Arrays.copyOf(content, bytes);
    }

    private void awaitRelease() {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        release.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
