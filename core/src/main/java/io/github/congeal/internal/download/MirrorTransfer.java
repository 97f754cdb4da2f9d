package io.github.congeal.internal.download;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Downloads a file from one mirror. If the connection breaks, a new attempt continues where the last one ended. */
final class MirrorTransfer {
    /** Progress of this many bytes resets the count of failed attempts. */
    private static final long HEADWAY = 1 << 20;

    private static final long BETWEEN_REPORTS = TimeUnit.MILLISECONDS.toNanos(50);

    private final HttpClient client;
    private final URI mirror;
    private final Download download;
    private final PartFile part;
    private final Patience patience;
    private final Listener listener;

    MirrorTransfer(
            HttpClient client, URI mirror, Download download, PartFile part, Patience patience, Listener listener) {
        this.client = client;
        this.mirror = mirror;
        this.download = download;
        this.part = part;
        this.patience = patience;
        this.listener = listener;
    }

    /**
     * Downloads what is missing of the file. Returns when its size is right, or, if that is unknown, at the end of the
     * response.
     *
     * @throws DiskException if the file cannot be written
     * @throws IOException with the reason, if the mirror is at fault
     */
    void run() throws IOException, InterruptedException {
        int vain = 0;
        long farthest = part.size();
        while (true) {
            try {
                attempt();
                return;
            } catch (MirrorException | DiskException | ConnectException | HttpConnectTimeoutException e) {
                throw e;
            } catch (IOException e) {
                if (part.size() >= farthest + HEADWAY) {
                    farthest = part.size();
                    vain = 0;
                }
                vain++;
                if (vain > patience.retries()) {
                    throw new IOException("%s; tried %s times".formatted(Reason.of(e), vain), e);
                }
                listener.note("%s: %s; trying again".formatted(mirror.getHost(), Reason.of(e)));
                Thread.sleep(patience.pauseBefore(vain).toMillis());
            }
        }
    }

    private void attempt() throws IOException, InterruptedException {
        long from = resumable();
        if (download.sizeIsKnown() && from == download.bytes()) {
            return;
        }
        HttpRequest.Builder request =
                HttpRequest.newBuilder(mirror).header("User-Agent", "congeal").header("Accept-Encoding", "identity");
        if (from > 0) {
            request.header("Range", "bytes=" + from + "-");
            part.version(mirror).ifPresent(version -> request.header("If-Range", version));
        }
        HttpResponse<ResponseBody> response = send(request.build());
        try (ResponseBody body = response.body()) {
            receive(response, body, from);
        }
    }

    /**
     * The number of bytes that need not be received again: all of the part, if the SHA-256 will verify the whole file,
     * or if this mirror can tell whether it still has the same version; otherwise none.
     */
    private long resumable() throws IOException {
        long there = part.size();
        boolean trusted = download.sha256().isPresent() || part.version(mirror).isPresent();
        if (there > 0 && (!trusted || download.sizeIsKnown() && there > download.bytes())) {
            part.clear();
            return 0;
        }
        return there;
    }

    private HttpResponse<ResponseBody> send(HttpRequest request) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<ResponseBody>> answer =
                client.sendAsync(request, information -> new ResponseBody());
        long longest = patience.connect().plus(patience.stall()).toMillis();
        try {
            return answer.get(longest, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("no answer for " + longest / 1000.0 + " s");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException fault) {
                throw fault;
            }
            throw new IOException(e.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    private void receive(HttpResponse<ResponseBody> response, ResponseBody body, long from)
            throws IOException, InterruptedException {
        HttpHeaders headers = response.headers();
        long start = 0;
        switch (response.statusCode()) {
            case 200 -> {}
            case 206 -> {
                start = from;
                if (!headers.firstValue("Content-Range").orElse("").startsWith("bytes " + from + "-")) {
                    part.clear();
                    throw new IOException("it sends other bytes than those it was asked for");
                }
            }
            case 416 -> {
                part.clear();
                throw new IOException("it has no bytes after the first " + from);
            }
            case 408, 429, 500, 502, 503, 504 -> throw new IOException("it answers " + response.statusCode());
            case 301, 302, 303, 307, 308 ->
                throw new MirrorException(
                        ("it redirects to %s, which is not encrypted although no SHA-256 is known, or is one redirect"
                                        + " too many")
                                .formatted(headers.firstValue("Location").orElse("nowhere")));
            default -> throw new MirrorException("it answers " + response.statusCode());
        }
        String encoding = headers.firstValue("Content-Encoding").orElse("identity");
        if (!encoding.equalsIgnoreCase("identity")) {
            throw new MirrorException("it sends the file in the encoding " + encoding);
        }
        long length = headers.firstValueAsLong("Content-Length").orElse(-1);
        long size = download.sizeIsKnown() ? download.bytes() : length < 0 ? 0 : start + length;
        if (length >= 0 && start + length != size) {
            throw new MirrorException(
                    String.format(Locale.ROOT, "its file has %,d bytes instead of %,d", start + length, size));
        }
        makeSureOfSpace(size - start);
        if (start == 0) {
            part.clear();
        }
        part.comesFrom(mirror, version(headers));
        write(body, start, size);
    }

    /**
     * What identifies a version of the file, for {@code If-Range}: a strong entity tag, or the date of the last change.
     */
    private static Optional<String> version(HttpHeaders headers) {
        return headers.firstValue("ETag")
                .filter(tag -> tag.startsWith("\""))
                .or(() -> headers.firstValue("Last-Modified"));
    }

    private void makeSureOfSpace(long needed) throws IOException {
        long free = Files.getFileStore(download.target().toAbsolutePath().getParent())
                .getUsableSpace();
        if (needed > free) {
            throw new DiskException(String.format(
                    Locale.ROOT,
                    "the disk of %s has %,d bytes free, but %,d more are needed",
                    download.target(),
                    free,
                    needed));
        }
    }

    private void write(ResponseBody body, long start, long size) throws IOException, InterruptedException {
        long there = start;
        long reported = System.nanoTime();
        listener.received(there, size);
        try (OutputStream out = append()) {
            for (List<ByteBuffer> next = body.next(patience.stall());
                    next != null;
                    next = body.next(patience.stall())) {
                for (ByteBuffer buffer : next) {
                    there += buffer.remaining();
                    if (size > 0 && there > size) {
                        throw new MirrorException("it sends more than the %s bytes of the file".formatted(size));
                    }
                    write(buffer, out);
                }
                if (System.nanoTime() - reported > BETWEEN_REPORTS) {
                    reported = System.nanoTime();
                    listener.received(there, size);
                }
            }
        }
        if (there < size) {
            throw new IOException("the connection ended after %s of %s bytes".formatted(there, size));
        }
        listener.received(there, size);
    }

    private OutputStream append() throws DiskException {
        try {
            return part.append();
        } catch (IOException e) {
            throw new DiskException(part.path() + " cannot be written: " + e.getMessage(), e);
        }
    }

    private void write(ByteBuffer buffer, OutputStream out) throws DiskException {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        try {
            out.write(bytes);
        } catch (IOException e) {
            throw new DiskException(part.path() + " cannot be written: " + e.getMessage(), e);
        }
    }
}
