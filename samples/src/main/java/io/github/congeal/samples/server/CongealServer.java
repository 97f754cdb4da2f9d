package io.github.congeal.samples.server;

import com.sun.net.httpserver.HttpServer;
import io.github.congeal.control.Settings;
import io.github.congeal.model.Model;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes pictures over HTTP: for its own page, and for clients of OpenAI's and AUTOMATIC1111's APIs. */
public final class CongealServer implements AutoCloseable {
    private static final int WAITING_CONNECTIONS = 128;

    /** The threads for what is answered even if all places are taken. */
    private static final int SPARE_THREADS = 16;

    private final HttpServer http;
    private final Workers workers;
    private final Patience patience = new Patience();
    private final Jobs jobs;

    private CongealServer(HttpServer http, Options options, Model model, Settings usual) {
        this.http = http;
        this.jobs = new Jobs(options.atOnce, options.places);
        this.workers = new Workers(Router.MOST_CALLS + SPARE_THREADS, patience);
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
        http.setExecutor(workers);
    }

    /**
     * The options of a server.
     *
     * @param address the address that it listens on
     * @param hosts the names, other than addresses and localhost, under which it is known
     * @param token the token that clients must send; null for none
     * @param atOnce the number of jobs that run at the same time
     * @param places the number of jobs that may wait
     * @param kept the number of finished pictures that the gallery keeps
     * @param limits the limits of one request
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
     * @param model the model that makes the pictures; stays open
     * @param usual the defaults for what a request leaves open
     * @throws IOException if it cannot listen on the address
     */
    public static CongealServer start(Options options, Model model, Settings usual) throws IOException {
        // Small parts of an answer are sent at once, and a request must arrive within a minute even if it never
        // pauses.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxReqTime", "60");
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

    /** The address of its page. */
    public URI address() {
        InetSocketAddress address = http.getAddress();
        String host = address.getAddress().isAnyLocalAddress() ? "localhost" : address.getHostString();
        return URI.create("http://%s:%s/".formatted(host.contains(":") ? "[" + host + "]" : host, address.getPort()));
    }

    /** Accepts no new jobs, and gives the accepted ones {@code seconds} to finish. */
    public void drain(long seconds) {
        jobs.drain(seconds);
    }

    /** Ends the server and all jobs. */
    @Override
    public void close() {
        jobs.close();
        http.stop(1);
        workers.close();
        patience.close();
    }
}
