package io.github.congeal.internal.download;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Downloads files. A download continues where an interrupted attempt ended. A file gets its name only when its size and
 * its SHA-256, as far as they are known, are right. If several threads or processes want the same file, it is
 * downloaded once.
 */
public final class Downloader {
    private final EnvironmentProxies proxies;
    private final Patience patience;

    /** A downloader that uses the proxies of Java's system properties or of the environment. */
    public Downloader() {
        this(new EnvironmentProxies(ProxySelector.getDefault(), System.getenv()), Patience.USUAL);
    }

    Downloader(EnvironmentProxies proxies, Patience patience) {
        this.proxies = proxies;
        this.patience = patience;
    }

    /**
     * Downloads a file, unless it exists. Returns when it is complete.
     *
     * @throws MirrorsFailedException if the download failed with every mirror
     * @throws IOException if the file cannot be written
     * @throws InterruptedException if the thread is interrupted; what was received so far stays for the next attempt
     */
    public void fetch(Download download, Listener listener) throws IOException, InterruptedException {
        Path target = download.target();
        Files.createDirectories(target.toAbsolutePath().getParent());
        DownloadLock lock = DownloadLock.of(
                target, () -> listener.note("waiting for another program that is downloading " + target));
        try {
            if (!Files.exists(target)) {
                fetchFromFirstMirror(download, listener);
            }
        } finally {
            lock.close();
        }
    }

    private void fetchFromFirstMirror(Download download, Listener listener) throws IOException, InterruptedException {
        HttpClient client = client(download);
        PartFile part = new PartFile(download.target());
        Map<URI, String> reasons = new LinkedHashMap<>();
        for (URI mirror : download.mirrors()) {
            try {
                fetch(new MirrorTransfer(client, mirror, download, part, patience, listener), download, part, listener);
                return;
            } catch (DiskException e) {
                throw e;
            } catch (IOException e) {
                reasons.put(mirror, Reason.of(e));
                listener.note("%s: %s".formatted(mirror, Reason.of(e)));
            }
        }
        throw new MirrorsFailedException(reasons);
    }

    /**
     * Follows a redirect from HTTPS to HTTP only if a SHA-256 verifies the content. Uses HTTP/1.1, because for a single
     * large file HTTP/2 gains nothing and has more ways to stall.
     */
    private HttpClient client(Download download) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(patience.connect())
                .proxy(proxies)
                .authenticator(proxies.authenticator())
                .followRedirects(
                        download.sha256().isPresent() ? HttpClient.Redirect.ALWAYS : HttpClient.Redirect.NORMAL)
                .build();
    }

    private static void fetch(MirrorTransfer transfer, Download download, PartFile part, Listener listener)
            throws IOException, InterruptedException {
        boolean resumed = part.size() > 0;
        transfer.run();
        try {
            verify(download, part, listener);
        } catch (MirrorException e) {
            part.clear();
            if (!resumed) {
                throw e;
            }
            listener.note("the part received earlier does not belong to this file; starting over");
            fetch(transfer, download, part, listener);
            return;
        }
        part.become(download.target());
    }

    private static void verify(Download download, PartFile part, Listener listener)
            throws IOException, InterruptedException {
        if (download.sha256().isPresent()) {
            listener.note("verifying");
            String found = part.sha256();
            if (!found.equals(download.sha256().get())) {
                throw new MirrorException("its file has the SHA-256 %s instead of %s"
                        .formatted(found, download.sha256().get()));
            }
        }
        try {
            download.check().accept(part.path());
        } catch (IOException e) {
            throw new MirrorException("its file cannot be used: " + e.getMessage());
        }
    }
}
