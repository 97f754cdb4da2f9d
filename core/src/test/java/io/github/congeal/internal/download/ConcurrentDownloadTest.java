package io.github.congeal.internal.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several at once, and those that end before their time. */
@Timeout(600)
class ConcurrentDownloadTest {
    @TempDir
    private Path folder;

    private MirrorServer server;
    private Path target;

    @BeforeEach
    void start() throws IOException {
        server = new MirrorServer(300_000);
        target = folder.resolve("model.bin");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void threadsBringOneFileOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<Boolean> fetch = () -> {
                fetch();
                return Files.exists(target);
            };
            for (Future<Boolean> there : threads.invokeAll(List.of(fetch, fetch, fetch, fetch))) {
                assertThat(there.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(target).hasBinaryContent(server.content);
        assertThat(server.requestCount()).isEqualTo(1);
        assertThat(DownloadLock.held()).isZero();
    }

    @Test
    void processesBringOneFileOnce() throws Exception {
        server.first(exchange -> {
            exchange.sendResponseHeaders(200, server.content.length);
            exchange.getResponseBody().write(server.content, 0, 1000);
            exchange.getResponseBody().flush();
            try {
                server.release.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            exchange.getResponseBody().write(server.content, 1000, server.content.length - 1000);
        });
        List<Process> children = new ArrayList<>();
        try {
            children.add(FetchInChild.start(server, target));
            waitForPart(1000, children.get(0));
            children.add(FetchInChild.start(server, target));
            // The first one holds the lock and waits for the server, so the second one cannot get past it.
            assertThat(children.get(1).waitFor(1, TimeUnit.SECONDS)).isFalse();
            server.release.countDown();
            for (Process child : children) {
                assertThat(child.waitFor(300, TimeUnit.SECONDS)).isTrue();
                assertThat(child.exitValue())
                        .as(Files.readString(folder.resolve("child.txt")))
                        .isZero();
            }
        } finally {
            children.forEach(Process::destroyForcibly);
        }
        assertThat(target).hasBinaryContent(server.content);
        assertThat(server.requestCount()).isEqualTo(1);
    }

    @Test
    void whatAKilledProcessLeftIsUsed() throws Exception {
        server.first(server.stallAfter(1000));
        Process child = FetchInChild.start(server, target);
        try {
            waitForPart(1000, child);
        } finally {
            child.destroyForcibly().waitFor();
        }

        fetch();

        assertThat(target).hasBinaryContent(server.content);
        assertThat(server.ranges).containsExactly("null", "bytes=1000-");
    }

    @Test
    void anInterruptedThreadStopsAndKeepsWhatCame() throws Exception {
        server.first(server.stallAfter(1000));
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Future<Boolean> interrupted = thread.submit(() -> {
            try {
                fetch();
                return false;
            } catch (InterruptedException e) {
                return true;
            }
        });
        waitForPart(1000, null);

        thread.shutdownNow();

        assertThat(interrupted.get()).isTrue();
        assertThat(folder.resolve("model.bin.part")).hasBinaryContent(server.beginning(1000));
        assertThat(target).doesNotExist();
    }

    private void fetch() throws IOException, InterruptedException {
        new Downloader()
                .fetch(
                        new Download(
                                target,
                                server.content.length,
                                Optional.of(server.sha256()),
                                List.of(server.address()),
                                file -> {}),
                        new DownloaderTest.Notes());
    }

    private void waitForPart(long bytes, Process child) throws IOException, InterruptedException {
        PartFile part = new PartFile(target);
        while (part.size() < bytes) {
            if (child != null) {
                assertThat(child.isAlive())
                        .as(() -> "the program is still running")
                        .isTrue();
            }
            Thread.sleep(10);
        }
    }
}
