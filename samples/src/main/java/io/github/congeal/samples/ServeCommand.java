package io.github.congeal.samples;

import io.github.congeal.model.Model;
import io.github.congeal.samples.server.CongealServer;
import io.github.congeal.samples.server.Limits;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the server. */
@Command(
        description = {
            "Serves pictures over HTTP: by a page in the browser, and to OpenAI and AUTOMATIC1111 clients.",
            "The options of generate, such as --preset, are the defaults of each request."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ServeCommand implements Callable<Integer>, TakesControls {
    private static final long MEGA = 1_000_000;
    private static final int MOST_PORT = 65_535;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description =
                    "The address to listen on: 0.0.0.0 for all networks. Default: ${DEFAULT-VALUE}, this machine only.")
    private String host = "127.0.0.1";

    @Option(names = "--port", paramLabel = "N", description = "The port; 0 for a free one. Default: ${DEFAULT-VALUE}.")
    private int port = 7860;

    @Option(
            names = "--allow-host",
            paramLabel = "NAME",
            description =
                    "A host name under which the server is known, besides its addresses. May be given several times.")
    private List<String> hosts = List.of();

    @Option(
            names = "--token",
            paramLabel = "TEXT",
            defaultValue = "${env:CONGEAL_TOKEN}",
            description = "What clients must send as Authorization: Bearer TEXT. Default: the variable CONGEAL_TOKEN,"
                    + " or nothing if it is not set.")
    private @Nullable String token;

    @Option(
            names = "--queue",
            paramLabel = "N",
            description =
                    "The number of requests that may wait; others are told to retry later. Default: ${DEFAULT-VALUE}.")
    private int places = 16;

    @Option(
            names = "--at-once",
            paramLabel = "N",
            description =
                    "The number of requests served at a time; one uses all processors. Default: ${DEFAULT-VALUE}.")
    private int atOnce = 1;

    @Option(
            names = "--gallery",
            paramLabel = "N",
            description = "The number of pictures that the page remembers, in memory. Default: ${DEFAULT-VALUE}.")
    private int kept = 60;

    @Option(
            names = "--max-pixels",
            paramLabel = "N",
            description = "The most pixels of a picture. Default: ${DEFAULT-VALUE}.")
    private int pixels = Limits.USUAL.pixels();

    @Option(names = "--max-steps", paramLabel = "N", description = "The most steps. Default: ${DEFAULT-VALUE}.")
    private int steps = Limits.USUAL.iterations();

    @Option(
            names = "--max-cutouts",
            paramLabel = "N",
            description = "The most cutouts in a step. Default: ${DEFAULT-VALUE}.")
    private int cutouts = Limits.USUAL.cutouts();

    @Option(
            names = "--max-pictures",
            paramLabel = "N",
            description = "The most pictures of one request. Default: ${DEFAULT-VALUE}.")
    private int pictures = Limits.USUAL.pictures();

    @Option(
            names = "--max-body",
            paramLabel = "BYTES",
            description = "The most bytes of a request. Default: ${DEFAULT-VALUE}.")
    private int body = Limits.USUAL.bodyBytes();

    @Option(
            names = "--max-memory",
            paramLabel = "MB",
            description = "The most memory of a run, including the model. Default: all there is.")
    private @Nullable Long megabytes;

    @Option(
            names = "--grace",
            paramLabel = "SECONDS",
            description =
                    "How long running pictures may still take when the server is stopped. Default: ${DEFAULT-VALUE}.")
    private int grace = 30;

    @Mixin
    private RunOptions options;

    @Override
    public RunOptions options() {
        return options;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        check();
        try (Model model = options.open();
                CongealServer server = CongealServer.start(serverOptions(), model, options.settings())) {
            options.say("Congeal is at " + server.address());
            if (isOpenToOthers() && token == null) {
                options.say("Everybody in the network can use it: give it a --token, or leave out --host.");
            }
            CountDownLatch ended = new CountDownLatch(1);
            Thread whenStopped = new Thread(() -> end(server, ended), "congeal-end");
            Runtime.getRuntime().addShutdownHook(whenStopped);
            ended.await();
        }
        return 0;
    }

    private void check() {
        if (port < 0 || port > MOST_PORT) {
            throw options.wrong("--port was %s, but must be from 0 to %s".formatted(port, MOST_PORT));
        }
        options.atLeast("--queue", places, 1);
        options.atLeast("--at-once", atOnce, 1);
        options.atLeast("--gallery", kept, 1);
        options.atLeast("--max-pixels", pixels, 1);
        options.atLeast("--max-steps", steps, 0);
        options.atLeast("--max-cutouts", cutouts, 1);
        options.atLeast("--max-pictures", pictures, 1);
        options.atLeast("--max-body", body, 1);
        options.atLeast("--grace", grace, 0);
        if (token != null && token.isBlank()) {
            throw options.wrong("--token was blank, but must be something that others do not guess");
        }
    }

    private CongealServer.Options serverOptions() {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw options.wrong("--host was %s, but must be an address of this machine".formatted(host));
        }
        long memory = megabytes == null ? Long.MAX_VALUE : megabytes * MEGA;
        Set<String> names = new HashSet<>();
        hosts.forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
        return new CongealServer.Options(
                address,
                names,
                token,
                atOnce,
                places,
                kept,
                new Limits(body, pixels, steps, cutouts, pictures, memory));
    }

    private boolean isOpenToOthers() {
        return !new InetSocketAddress(host, port).getAddress().isLoopbackAddress();
    }

    /** What is being made may be finished before the program ends. */
    private void end(CongealServer server, CountDownLatch ended) {
        server.drain(grace);
        server.close();
        ended.countDown();
    }
}
