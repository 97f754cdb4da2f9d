package io.github.congeal.samples.server;

import com.sun.net.httpserver.HttpServer;
import io.github.congeal.control.Settings;
import io.github.congeal.model.Model;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Makes pictures for those who ask over HTTP: by its page, or as clients of OpenAI's and AUTOMATIC1111's programs do. */
public final class CongealServer implements AutoCloseable {
    private static final int WAITING_CONNECTIONS = 128;

    private final HttpServer http;
    private final ExecutorService threads;
    private final Patience patience = new Patience();
    private final Jobs jobs;

    private CongealServer(HttpServer http, Options options, Model model, Settings usual) {
        this.http = http;
        this.jobs = new Jobs(options.atOnce, options.places);
        AtomicInteger number = new AtomicInteger();
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "congeal-http-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        Metrics metrics = new Metrics();
        Gallery gallery = new Gallery(options.kept);
        Studio studio = new Studio(model, usual, options.limits, jobs, gallery, metrics);
        Gate gate = new Gate(options.hosts, options.token);
        Router router = new Router(
                gate, patience, options.limits, new Intake(Runtime.getRuntime().maxMemory() / 2), metrics);
        Waiter waiter = new Waiter(jobs);
        new Operation(jobs, metrics).serve(router);
        new OpenAi(studio, waiter).serve(router);
        new Automatic1111(studio, waiter).serve(router);
        new PageApi(studio, gate, options.token != null).serve(router);
        Page.serve(router);
        http.createContext("/", router);
        http.setExecutor(threads);
    }

    /**
     * How a server is run.
     *
     * @param address where it listens
     * @param hosts the names, other than addresses and localhost, under which it is known
     * @param token what clients must know; null if nothing
     * @param atOnce how many requests are followed at a time
     * @param places how many may wait
     * @param kept how many pictures the gallery keeps
     * @param limits what one request may ask for
     */
    public record Options(
            InetSocketAddress address,
            Set<String> hosts,
            @Nullable String token,
            int atOnce,
            int places,
            int kept,
            Limits limits) {}

    /**
     * Starts a server.
     *
     * @param model makes the pictures; stays open
     * @param usual what holds where a request says nothing else
     * @throws IOException if it cannot listen there
     */
    public static CongealServer start(Options options, Model model, Settings usual) throws IOException {
        // Small parts of an answer should not wait for one another, nor half a head for ever.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxReqTime", "120");
        HttpServer http;
        try {
            http = HttpServer.create(options.address, WAITING_CONNECTIONS);
        } catch (IOException e) {
            throw new IOException("cannot listen on %s: %s".formatted(options.address, e.getMessage()), e);
        }
        CongealServer server = new CongealServer(http, options, model, usual);
        http.start();
        return server;
    }

    /** Where its page is. */
    public URI address() {
        InetSocketAddress address = http.getAddress();
        String host = address.getAddress().isAnyLocalAddress() ? "localhost" : address.getHostString();
        return URI.create("http://%s:%d/".formatted(host.contains(":") ? "[" + host + "]" : host, address.getPort()));
    }

    /** Takes no new requests, and lets those that were taken be followed for a while. */
    public void drain(long seconds) {
        jobs.drain(seconds);
    }

    /** Ends it, and all that it is doing. */
    @Override
    public void close() {
        jobs.close();
        http.stop(1);
        threads.shutdownNow();
        patience.close();
    }
}
