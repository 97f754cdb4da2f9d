package io.github.congeal.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.congeal.ModelUnavailableException;
import io.github.congeal.internal.download.MirrorServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelCacheTest {
    @TempDir
    private Path folder;

    @Test
    void aModelIsFetchedFoundAndRemoved() throws IOException {
        try (MirrorServer server = new MirrorServer(bundled("vqgan"))) {
            ModelCache cache = ModelCache.at(folder.resolve("cache"));
            PublishedModel model = model(server, Optional.of(server.sha256()));
            List<Long> received = new ArrayList<>();
            assertThat(cache.find(model)).isEmpty();

            Path file = cache.fetch(model, (which, bytes, size) -> received.add(bytes));

            assertThat(file).isEqualTo(folder.resolve("cache/tiny.safetensors")).isNotEmptyFile();
            assertThat(received).isNotEmpty().last().isEqualTo(Files.size(file));
            assertThat(cache.get(model)).isEqualTo(file);
            assertThat(cache.fetch(model, DownloadListener.NONE)).isEqualTo(file);
            assertThat(server.requestCount()).isEqualTo(1);
            assertThat(cache.remove(model)).isTrue();
            assertThat(cache.remove(model)).isFalse();
            assertThat(folder.resolve("cache")).isEmptyDirectory();
        }
    }

    @Test
    void whatIsNoCheckpointIsNotKept() throws IOException {
        try (MirrorServer server = new MirrorServer("<html>please log in</html>".getBytes())) {
            PublishedModel model = model(server, Optional.of(server.sha256()));

            assertThatThrownBy(() -> ModelCache.at(folder).fetch(model, DownloadListener.NONE))
                    .isInstanceOf(ModelUnavailableException.class)
                    .hasMessageContaining("its file cannot be used");
            assertThat(ModelCache.at(folder).find(model)).isEmpty();
        }
    }

    @Test
    void whoHasNoNetworkIsToldWhatToDoByHand() throws IOException {
        try (MirrorServer server = new MirrorServer("no checkpoint".getBytes())) {
            PublishedModel model = model(server, Optional.of("0".repeat(64)));

            ModelUnavailableException failed = catchThrowableOfType(
                    ModelUnavailableException.class, () -> ModelCache.at(folder).fetch(model, DownloadListener.NONE));

            assertThat(failed.model()).isEqualTo("tiny");
            assertThat(failed.failures()).containsOnlyKeys(server.address());
            assertThat(failed)
                    .hasMessageContaining("its file has the SHA-256")
                    .hasMessageContaining(folder.resolve("tiny.safetensors").toString())
                    .hasMessageContaining("SHA-256: " + "0".repeat(64))
                    .hasMessageContaining("from " + server.address());
        }
    }

    @Test
    void nothingIsDownloadedUnlessItIsAskedFor() {
        ModelUnavailableException missing = catchThrowableOfType(
                ModelUnavailableException.class,
                () -> Model.cached("imagenet_f16_16384", "ViT-B/32", ModelCache.at(folder)));

        assertThat(missing.failures()).isEmpty();
        assertThat(missing.file()).isEqualTo(folder.resolve("imagenet_f16_16384.ckpt"));
        assertThat(missing)
                .hasMessageContaining("models fetch imagenet_f16_16384")
                .hasMessageContaining("980,092,370 bytes")
                .hasMessageContaining("from https://heibox.uni-heidelberg.de/");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatWasPutThereByHandIsLoaded() throws IOException {
        putTheBundledModelThere();
        try (Model fetched =
                        Model.fetch("imagenet_f16_16384", "ViT-B/32", ModelCache.at(folder), DownloadListener.NONE);
                Model cached = Model.cached("imagenet_f16_16384", "vit-b-32", ModelCache.at(folder))) {
            assertThat(cached.files()).isEqualTo(fetched.files());
            assertThat(fetched.embed("a red apple")).isEqualTo(Model.bundled().embed("a red apple"));
        }
    }

    @Test
    void whatIsFetchedIsLoadedAsTheOptionsSay() throws IOException {
        putTheBundledModelThere();
        LoadOptions options = LoadOptions.defaults().activation(Activation.GELU);
        try (Model fetched =
                Model.fetch("imagenet_f16_16384", "ViT-B/32", ModelCache.at(folder), DownloadListener.NONE, options)) {
            assertThat(fetched.activation()).isEqualTo(Activation.GELU);
        }
    }

    private void putTheBundledModelThere() throws IOException {
        Files.write(folder.resolve("imagenet_f16_16384.ckpt"), bundled("vqgan"));
        Files.write(folder.resolve("ViT-B-32.pt"), bundled("clip"));
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, , /home/ann/.cache/congeal",
        "Linux, XDG_CACHE_HOME=/var/cache/ann, /var/cache/ann/congeal",
        "Linux, XDG_CACHE_HOME=relative, /home/ann/.cache/congeal",
        "FreeBSD, , /home/ann/.cache/congeal",
        "Mac OS X, XDG_CACHE_HOME=/x, /home/ann/Library/Caches/congeal",
        "Windows 11, , /home/ann/AppData/Local/congeal",
        "Windows 11, LOCALAPPDATA=/local, /local/congeal",
    })
    void theFolderIsThatOfTheOperatingSystem(String system, String variable, Path expected) {
        Map<String, String> environment =
                variable == null ? Map.of() : Map.of(variable.split("=")[0], variable.split("=")[1]);

        assertThat(CacheFolder.on(system, Path.of("/home/ann"), environment)).isEqualTo(expected);
    }

    @Test
    void aSystemPropertyNamesAnotherFolder() {
        System.setProperty("congeal.models", folder.toString());
        try {
            assertThat(ModelCache.standard().folder()).isEqualTo(folder);
        } finally {
            System.clearProperty("congeal.models");
        }
    }

    private static PublishedModel model(MirrorServer server, Optional<String> sha256) {
        return new PublishedModel(
                "tiny",
                PublishedModel.Kind.VQGAN,
                "nothing",
                "safetensors",
                "none",
                "tiny.safetensors",
                0,
                0,
                sha256,
                Optional.empty(),
                List.of(server.address()));
    }

    private static byte[] bundled(String name) throws IOException {
        try (InputStream in = Model.class.getResourceAsStream("bundled/" + name + ".safetensors")) {
            return in.readAllBytes();
        }
    }
}
