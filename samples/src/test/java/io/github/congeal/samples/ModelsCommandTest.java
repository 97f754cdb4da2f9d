package io.github.congeal.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.congeal.model.Model;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Published models on the command line; the mirrors are on this machine. */
class ModelsCommandTest {
    @TempDir
    private Path folder;

    private Path cache;

    @BeforeEach
    void useAnotherFolder() {
        cache = folder.resolve("cache");
        System.setProperty("congeal.models", cache.toString());
    }

    @AfterEach
    void useTheUsualOnes() {
        System.clearProperty("congeal.models");
        System.clearProperty("congeal.catalogue");
    }

    @Test
    void theListTellsWhatIsThere() throws IOException {
        Files.createDirectories(cache);
        Files.writeString(cache.resolve("imagenet_f16_1024.ckpt"), "put there by hand");
        Files.writeString(cache.resolve("RN50.pt"), "put there by hand");
        Files.write(cache.resolve("ViT-B-32.pt.part"), new byte[2_000_000]);

        CommandLineRun run = CommandLineRun.of("models");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out().lines())
                .anyMatch(line -> line.matches("imagenet_f16_16384 +VQGAN +980 MB +no +everything.*"))
                .anyMatch(line -> line.matches("imagenet_f16_1024 +VQGAN +~958 MB +yes +.*"))
                .anyMatch(line -> line.matches("ViT-B/32 +CLIP +354 MB +2 MB of it +.*"))
                .anyMatch(line -> line.matches("RN50 +CLIP +256 MB +other: 0 MB +.*"))
                .filteredOn(line -> !line.startsWith("The folder"))
                .allMatch(line -> line.length() <= 100);
        assertThat(run.out()).contains("The folder is " + cache);
    }

    @Test
    void aModelIsFetchedUsedAndRemoved() throws Exception {
        try (Mirror mirror = new Mirror("vqgan")) {
            System.setProperty("congeal.catalogue", mirror.catalogue(folder).toString());

            CommandLineRun missing = CommandLineRun.of("models", "where", "tiny");
            CommandLineRun fetched = CommandLineRun.of("models", "fetch", "tiny");
            CommandLineRun again = CommandLineRun.of("models", "fetch", "TINY", "--quiet");
            CommandLineRun where = CommandLineRun.of("models", "where", "tiny");

            Path file = cache.resolve("tiny.safetensors");
            assertThat(missing.exitCode()).isEqualTo(1);
            assertThat(missing.err()).contains("models fetch tiny", file.toString());
            assertThat(fetched.exitCode()).as(fetched.err()).isZero();
            assertThat(fetched.out()).isEqualTo("%s%n".formatted(file));
            assertThat(fetched.err()).contains("tiny: ", " MB of ", "tiny: verifying");
            assertThat(again.out()).isEqualTo("%s (was there)%n".formatted(file));
            assertThat(again.err()).isEmpty();
            assertThat(where.out()).isEqualTo("%s%n".formatted(file));
            assertThat(file).hasBinaryContent(bundled("vqgan"));

            assertThat(CommandLineRun.of("models", "remove", "tiny").out()).isEqualTo("tiny is deleted%n".formatted());
            assertThat(cache).isEmptyDirectory();
        }
    }

    @Test
    void aModelThatNobodyHasFails() throws Exception {
        try (Mirror mirror = new Mirror("vqgan")) {
            System.setProperty("congeal.catalogue", mirror.catalogue(folder).toString());
            mirror.server.removeContext("/");

            CommandLineRun run = CommandLineRun.of("models", "fetch", "tiny");

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err())
                    .contains("congeal: tiny could not be downloaded", "it answers 404", "put the file there by hand")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void aPublishedModelDrawsOnceItIsThere() throws IOException {
        Files.createDirectories(cache);
        Files.write(cache.resolve("imagenet_f16_16384.ckpt"), bundled("vqgan"));
        Files.write(cache.resolve("ViT-B-32.pt"), bundled("clip"));
        Path out = folder.resolve("apple.png");

        CommandLineRun run = CommandLineRun.of(
                "generate",
                "a red apple",
                "--model=imagenet_f16_16384",
                "--iterations=1",
                "--size=64x64",
                "--out=" + out);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(out).isNotEmptyFile();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "--model imagenet_f16_16384; 1; models fetch imagenet_f16_16384",
                "--model imagenet_f16_16384+RN50; 1; models fetch imagenet_f16_16384",
                "--model imagenet_f16_16384+RN51; 2; there is no model named 'RN51', only 'bundled' and the published ones: RN50",
                "--model imagenet_f16_16384+RN50 --clip-model RN101; 2; names a CLIP already",
                "--model RN50; 2; RN50 is a CLIP, but a VQGAN is needed here",
                "--clip-model RN50; 2; --clip-model needs a --model",
                "--model wikiart; 2; the published ones: wikiart_f16_16384",
            })
    void aModelThatIsNotThereIsNotFetchedUnasked(String options, int exitCode, String sentence) {
        CommandLineRun run = CommandLineRun.of((Object[]) ("generate x " + options).split(" "));

        assertThat(run.err()).startsWith("congeal: ").contains(sentence).doesNotContain("\tat ");
        assertThat(run.exitCode()).isEqualTo(exitCode);
        assertThat(cache).doesNotExist();
    }

    private static byte[] bundled(String name) throws IOException {
        try (InputStream in = Model.class.getResourceAsStream("bundled/" + name + ".safetensors")) {
            return in.readAllBytes();
        }
    }

    /** A server with one of the bundled files. */
    private static final class Mirror implements AutoCloseable {
        private final HttpServer server;
        private final byte[] content;

        private Mirror(String name) throws IOException {
            content = bundled(name);
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                try (exchange) {
                    exchange.sendResponseHeaders(200, content.length);
                    exchange.getResponseBody().write(content);
                }
            });
            server.start();
        }

        private Path catalogue(Path folder) throws Exception {
            return Files.writeString(folder.resolve("catalogue.txt"), """
                    model tiny
                    kind vqgan
                    good-at tests
                    format safetensors
                    licence MIT
                    file tiny.safetensors
                    bytes %d
                    sha256 %s
                    mirror http://127.0.0.1:%d/tiny
                    """.formatted(
                    content.length,
                    HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(content)),
                    server.getAddress().getPort()));
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
