package io.github.congeal.internal.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentProxiesTest {
    private static final ProxySelector NONE = ProxySelector.of(null);
    private static final URI FAR = URI.create("http://models.invalid/model.bin");

    @ParameterizedTest
    @CsvSource({
        "https_proxy=http://127.0.0.1:3128, https://example.org/x, 3128",
        "HTTPS_PROXY=127.0.0.1:3128, https://example.org/x, 3128",
        "HTTP_PROXY=http://127.0.0.1, http://example.org/x, 80",
        "ALL_PROXY=http://127.0.0.1:3128/, https://example.org/x, 3128",
        "HTTP_PROXY=http://127.0.0.1:3128, https://example.org/x, 0",
        "HTTPS_PROXY=socks5://127.0.0.1:3128, https://example.org/x, 0",
        "HTTPS_PROXY='', https://example.org/x, 0",
        "HTTPS_PROXY=127.0.0.1:1 NO_PROXY=example.org, https://example.org/x, 0",
        "HTTPS_PROXY=127.0.0.1:1 no_proxy=.org, https://example.org/x, 0",
        "HTTPS_PROXY=127.0.0.1:1 NO_PROXY=*, https://example.org/x, 0",
        "HTTPS_PROXY=127.0.0.1:1 NO_PROXY=ample.org, https://example.org/x, 1",
    })
    void theEnvironmentNamesAProxy(String variables, URI address, int port) {
        Map<String, String> environment = new java.util.HashMap<>();
        for (String variable : variables.split(" ")) {
            environment.put(variable.split("=", 2)[0], variable.split("=", 2)[1].replace("'", ""));
        }

        List<Proxy> proxies = new EnvironmentProxies(NONE, environment).select(address);

        assertThat(proxies)
                .singleElement()
                .satisfies(proxy -> assertThat(
                                proxy.equals(Proxy.NO_PROXY) ? 0 : ((InetSocketAddress) proxy.address()).getPort())
                        .isEqualTo(port));
    }

    @Test
    void whatJavaIsToldComesFirst() {
        ProxySelector java = ProxySelector.of(InetSocketAddress.createUnresolved("proxy.invalid", 7));

        List<Proxy> proxies = new EnvironmentProxies(java, Map.of("HTTP_PROXY", "127.0.0.1:8")).select(FAR);

        assertThat(proxies)
                .singleElement()
                .extracting(proxy -> ((InetSocketAddress) proxy.address()).getPort())
                .isEqualTo(7);
    }

    @Test
    void aDownloadGoesThroughTheProxy(@TempDir Path folder) throws IOException, InterruptedException {
        try (MirrorServer proxy = new MirrorServer(1000)) {
            Path target = folder.resolve("model.bin");
            Map<String, String> environment =
                    Map.of("http_proxy", "127.0.0.1:" + proxy.address().getPort());

            new Downloader(new EnvironmentProxies(NONE, environment), DownloaderTest.IMPATIENT)
                    .fetch(
                            new Download(target, 1000, Optional.of(proxy.sha256()), List.of(FAR), file -> {}),
                            new DownloaderTest.Notes());

            assertThat(target).hasBinaryContent(proxy.content);
            assertThat(proxy.requests).containsExactly(FAR);
        }
    }

    @Test
    void aProxyThatAsksIsToldNameAndPassword(@TempDir Path folder) throws IOException, InterruptedException {
        try (MirrorServer proxy = new MirrorServer(1000)) {
            List<String> credentials = new java.util.concurrent.CopyOnWriteArrayList<>();
            proxy.first(
                    exchange -> {
                        exchange.getResponseHeaders().set("Proxy-Authenticate", "Basic realm=\"x\"");
                        exchange.sendResponseHeaders(407, -1);
                    },
                    exchange -> {
                        credentials.add(exchange.getRequestHeaders().getFirst("Proxy-Authorization"));
                        proxy.serve(exchange);
                    });
            Path target = folder.resolve("model.bin");
            Map<String, String> environment = Map.of(
                    "http_proxy",
                    "http://ann:secret@127.0.0.1:" + proxy.address().getPort());

            new Downloader(new EnvironmentProxies(NONE, environment), DownloaderTest.IMPATIENT)
                    .fetch(
                            new Download(target, 1000, Optional.of(proxy.sha256()), List.of(FAR), file -> {}),
                            new DownloaderTest.Notes());

            assertThat(target).hasBinaryContent(proxy.content);
            // "ann:secret" in Base64.
            assertThat(credentials).containsExactly("Basic YW5uOnNlY3JldA==");
        }
    }
}
