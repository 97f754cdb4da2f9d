package io.github.congeal.internal.download;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A program that brings one file: address, target, size, SHA-256. */
final class FetchInChild {
    private FetchInChild() {}

    public static void main(String[] arguments) throws Exception {
        new Downloader()
                .fetch(
                        new Download(
                                Path.of(arguments[1]),
                                Long.parseLong(arguments[2]),
                                Optional.of(arguments[3]),
                                List.of(URI.create(arguments[0])),
                                file -> {}),
                        new DownloaderTest.Notes());
    }

    static Process start(MirrorServer server, Path target) throws java.io.IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        FetchInChild.class.getName(),
                        server.address().toString(),
                        target.toString(),
                        "" + server.content.length,
                        server.sha256())
                .redirectErrorStream(true)
                .redirectOutput(target.resolveSibling("child.txt").toFile())
                .start();
    }
}
