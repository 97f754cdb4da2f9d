package io.github.congeal.internal.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mirrors on this machine, good ones and bad ones. */
class DownloaderTest {
    static final Patience IMPATIENT =
            new Patience(Duration.ofSeconds(5), Duration.ofMillis(500), 2, Duration.ofMillis(1));
    private static final int SIZE = 300_000;

    @TempDir
    private Path folder;

    private final Notes notes = new Notes();
    private MirrorServer server;
    private Path target;
    private Path part;

    @BeforeEach
    void start() throws IOException {
        server = new MirrorServer(SIZE);
        target = folder.resolve("models/model.bin");
        part = folder.resolve("models/model.bin.part");
        Files.createDirectories(part.getParent());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aFileComesWholeAndLeavesNothingBesideIt() throws Exception {
        fetch(known(server.address()));

        assertThat(target).hasBinaryContent(server.content);
        assertThat(names()).containsExactlyInAnyOrder("model.bin", "model.bin.lock");
        assertThat(notes.lastReceived).isEqualTo(SIZE);
        assertThat(notes.lastSize).isEqualTo(SIZE);
    }

    @Test
    void aFileThatIsThereIsNotAskedForAgain() throws Exception {
        Files.writeString(target, "mine");

        fetch(known(server.address()));

        assertThat(target).hasContent("mine");
        assertThat(server.requestCount()).isZero();
    }

    @Test
    void whatIsThereIsNotSentAgain() throws Exception {
        Files.write(part, server.beginning(1000));

        fetch(known(server.address()));

        assertThat(target).hasBinaryContent(server.content);
        assertThat(server.ranges).containsExactly("bytes=1000-");
    }

    @Test
    void aCutConnectionIsTakenUpAgain() throws Exception {
        server.first(server.cutAfter(100_000));

        fetch(known(server.address()));

        assertThat(target).hasBinaryContent(server.content);
        assertThat(server.requestCount()).isEqualTo(2);
    }

    @Test
    void aConnectionThatIsAlwaysCutIsGivenUp() {
        server.first(server.cutAfter(1000), server.cutAfter(1000), server.cutAfter(1000));

        assertThatThrownBy(() -> fetch(known(server.address())))
                .isInstanceOf(MirrorsFailedException.class)
                .hasMessageContaining("tried 3 times");
        assertThat(server.requestCount()).isEqualTo(3);
        assertThat(target).doesNotExist();
    }

    @Test
    void aStallIsACutConnection() throws Exception {
        server.first(server.stallAfter(1000));

        fetch(known(server.address()));

        assertThat(target).hasBinaryContent(server.content);
        assertThat(notes.sentences).anyMatch(note -> note.contains("nothing came for 0.5 s"));
        assertThat(server.ranges).containsExactly("null", "bytes=1000-");
    }

    @Test
    void aServerThatIgnoresRangesSendsAllOfIt() throws Exception {
        Files.write(part, server.beginning(1000));
        server.first(server.ignoreRanges());

        fetch(known(server.address()));

        assertThat(target).hasBinaryContent(server.content);
    }

    @Test
    void aBeginningThatDoesNotFitIsThrownAway() throws Exception {
        Files.write(part, new byte[1000]);

        fetch(known(server.address()));

        assertThat(target).hasBinaryContent(server.content);
        assertThat(server.ranges).containsExactly("bytes=1000-", "null");
    }

    @ParameterizedTest
    @ValueSource(ints = {SIZE, SIZE + 1})
    void aPartThatIsLongEnoughButWrongIsThrownAway(int bytes) throws Exception {
        Files.write(part, new byte[bytes]);

        fetch(known(server.address()));

        assertThat(target).hasBinaryContent(server.content);
    }

    @Test
    void aCompletePartNeedsNoServer() throws Exception {
        Files.write(part, server.content);

        fetch(known(server.address()));

        assertThat(target).hasBinaryContent(server.content);
        assertThat(server.requestCount()).isZero();
    }

    @Test
    void withoutSha256TheServerTellsWhetherItsFileIsStillTheSame() throws Exception {
        server.first(exchange -> {
            exchange.getResponseHeaders().set("ETag", "\"one\"");
            server.cutAfter(1000).answer(exchange);
        });

        fetch(unknown(server.address()));

        assertThat(target).hasBinaryContent(server.content);
        assertThat(server.requestCount()).isEqualTo(2);
    }

    @Test
    void aFileThatChangedOnTheServerStartsOver() throws Exception {
        Files.write(part, new byte[1000]);
        new PartFile(target).comesFrom(server.address(), Optional.of("\"an older one\""));

        fetch(unknown(server.address()));

        assertThat(target).hasBinaryContent(server.content);
        assertThat(server.ranges).containsExactly("bytes=1000-");
    }

    @Test
    void aPartOfUnknownOriginIsNotTrusted() throws Exception {
        Files.write(part, new byte[1000]);

        fetch(unknown(server.address()));

        assertThat(target).hasBinaryContent(server.content);
        assertThat(server.ranges).containsExactly("null");
    }

    @Test
    void wrongBytesAreNoFile() {
        byte[] wrong = MirrorServer.bytes(SIZE);
        wrong[SIZE / 2]++;
        server.first(MirrorServer.send(wrong));

        assertThatThrownBy(() -> fetch(known(server.address())))
                .isInstanceOf(MirrorsFailedException.class)
                .hasMessageContaining(MirrorServer.sha256(wrong))
                .hasMessageContaining(server.sha256());
        assertThat(names()).containsExactly("model.bin.lock");
    }

    @Test
    void theWrongSizeIsRefusedBeforeItComesAndWhatWasThereIsKept() throws IOException {
        Files.write(part, server.beginning(1000));
        server.first(MirrorServer.send(new byte[SIZE + 1]));

        assertThatThrownBy(() -> fetch(known(server.address())))
                .isInstanceOf(MirrorsFailedException.class)
                .hasMessageContaining("its file has 300,001 bytes instead of 300,000");
        assertThat(part).hasBinaryContent(server.beginning(1000));
    }

    @Test
    void moreThanTheSizeIsRefusedWhileItComes() {
        server.first(MirrorServer.sendChunked(new byte[SIZE + 1]));

        assertThatThrownBy(() -> fetch(known(server.address())))
                .isInstanceOf(MirrorsFailedException.class)
                .hasMessageContaining("it sends more than the 300000 bytes");
        assertThat(target).doesNotExist();
    }

    @Test
    void withoutASizeTheServersCounts() throws Exception {
        fetch(new Download(target, 0, Optional.empty(), List.of(server.address()), file -> {}));

        assertThat(target).hasBinaryContent(server.content);
        assertThat(notes.lastSize).isEqualTo(SIZE);
    }

    @Test
    void whatCannotBeUsedIsNotKept() {
        Download download = new Download(target, 0, Optional.empty(), List.of(server.address()), file -> {
            throw new IOException("it is a letter");
        });

        assertThatThrownBy(() -> fetch(download))
                .isInstanceOf(MirrorsFailedException.class)
                .hasMessageContaining("its file cannot be used: it is a letter");
        assertThat(names()).containsExactly("model.bin.lock");
    }

    @Test
    void mirrorsAreTriedInOrderAndEachSaysWhyItFailed() throws IOException {
        try (MirrorServer busy = new MirrorServer(SIZE)) {
            server.first(MirrorServer.status(404));
            busy.first(MirrorServer.status(503), MirrorServer.status(503), MirrorServer.status(500));
            URI nowhere = URI.create("http://127.0.0.1:1/model.bin");

            MirrorsFailedException failed = catchThrowableOfType(
                    MirrorsFailedException.class, () -> fetch(known(server.address(), busy.address(), nowhere)));

            assertThat(failed.reasons().keySet()).containsExactly(server.address(), busy.address(), nowhere);
            assertThat(failed.reasons().values())
                    .satisfiesExactly(
                            reason -> assertThat(reason).isEqualTo("it answers 404"),
                            reason -> assertThat(reason).isEqualTo("it answers 500; tried 3 times"),
                            reason -> assertThat(reason).startsWith("no connection"));
            assertThat(server.requestCount()).isEqualTo(1);
        }
    }

    @Test
    void theNextMirrorGoesOnWhereTheLastOneFailed() throws Exception {
        try (MirrorServer better = new MirrorServer(SIZE)) {
            Files.write(part, server.beginning(1000));
            server.first(MirrorServer.status(404));

            fetch(known(server.address(), better.address()));

            assertThat(target).hasBinaryContent(server.content);
            assertThat(better.ranges).containsExactly("bytes=1000-");
        }
    }

    @Test
    void redirectsAreFollowed() throws Exception {
        try (MirrorServer elsewhere = new MirrorServer(SIZE)) {
            Files.write(part, server.beginning(1000));
            server.first(MirrorServer.redirect(elsewhere.address()));

            fetch(known(server.address()));

            assertThat(target).hasBinaryContent(server.content);
            assertThat(elsewhere.ranges).containsExactly("bytes=1000-");
        }
    }

    @Test
    void aRedirectInACircleEnds() {
        server.first(Stream.generate(() -> MirrorServer.redirect(server.address()))
                .limit(50)
                .toArray(MirrorServer.Behaviour[]::new));

        assertThatThrownBy(() -> fetch(known(server.address()))).isInstanceOf(MirrorsFailedException.class);
        assertThat(server.requestCount()).isLessThan(50);
    }

    @Test
    void aFullDiskIsNoMirrorsFault() {
        server.first(MirrorServer.sendChunked(server.content));
        Download huge = new Download(
                target, Long.MAX_VALUE / 2, Optional.empty(), List.of(server.address(), server.address()), file -> {});

        assertThatThrownBy(() -> fetch(huge))
                .isInstanceOf(DiskException.class)
                .hasMessageContaining("bytes free, but 4,611,686,018,427,387,903 more are needed");
        assertThat(server.requestCount()).isEqualTo(1);
    }

    private void fetch(Download download) throws IOException, InterruptedException {
        new Downloader(new EnvironmentProxies(java.net.ProxySelector.of(null), Map.of()), IMPATIENT)
                .fetch(download, notes);
    }

    private Download known(URI... mirrors) {
        return new Download(target, SIZE, Optional.of(server.sha256()), List.of(mirrors), file -> {});
    }

    private Download unknown(URI... mirrors) {
        return new Download(target, SIZE, Optional.empty(), List.of(mirrors), file -> {});
    }

    private List<String> names() {
        try (Stream<Path> files = Files.list(target.getParent())) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Keeps what it is told. */
    static final class Notes implements Listener {
        final List<String> sentences = new ArrayList<>();
        long lastReceived;
        long lastSize;

        @Override
        public void received(long bytes, long size) {
            lastReceived = bytes;
            lastSize = size;
        }

        @Override
        public void note(String sentence) {
            sentences.add(sentence);
        }
    }
}
