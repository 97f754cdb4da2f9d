package io.github.congeal.samples.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the endpoint for a request, and turns each exception into an answer with a sentence. */
final class Router implements HttpHandler {
    private static final Logger log = LoggerFactory.getLogger(Router.class);

    /** The most requests at a time, since each has a thread; further ones are refused. */
    static final int MOST_CALLS = 256;

    private static final int RETRY_AFTER_SECONDS = 5;

    /** Is answered even if there are too many requests: a busy server is healthy. */
    private static final String HEALTH = "/health";

    private final Gate gate;
    private final Patience patience;
    private final Limits limits;
    private final Intake intake;
    private final Metrics metrics;
    private final List<Route> routes = new ArrayList<>();
    private final Semaphore places = new Semaphore(MOST_CALLS);

    Router(Gate gate, Patience patience, Limits limits, Intake intake, Metrics metrics) {
        this.gate = gate;
        this.patience = patience;
        this.limits = limits;
        this.intake = intake;
        this.metrics = metrics;
    }

    /** Answers a request. */
    interface Endpoint {
        /**
         * Answers a request.
         *
         * @param name the part of the path at the route's {@code {}}; empty if it has none
         */
        void answer(Call call, String name) throws IOException, InterruptedException;
    }

    /** The endpoint for a method and a path. */
    private record Route(String method, Pattern path, boolean open, Endpoint endpoint) {}

    /**
     * Adds a route.
     *
     * @param methodAndPath such as {@code GET /api/pictures/{}.png}
     */
    Router on(String methodAndPath, Endpoint endpoint) {
        return on(methodAndPath, false, endpoint);
    }

    /** Adds a route that needs no token. */
    Router openly(String methodAndPath, Endpoint endpoint) {
        return on(methodAndPath, true, endpoint);
    }

    private Router on(String methodAndPath, boolean open, Endpoint endpoint) {
        String[] parts = methodAndPath.split(" ");
        String path = Pattern.quote(parts[1]).replace("{}", "\\E([A-Za-z0-9-]{1,64})\\Q");
        routes.add(new Route(parts[0], Pattern.compile(path), open, endpoint));
        return this;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        // The headers have arrived.
        patience.end();
        Intake.Portion portion = intake.portion();
        Call call = new Call(exchange, patience, intake.mostOfOne(limits.bodyBytes()), portion, metrics);
        try (portion) {
            answerInPlace(exchange, call);
        } catch (IOException e) {
            log.debug("{} {}: the client hung up: {}", call.method(), call.path(), e.toString());
            // The JDK's server closes the connection only if an exception reaches it: after a failed flush, closing the
            // exchange does not.
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (!call.isAnswered()) {
                metrics.answered(0);
            }
            call.close();
        }
    }

    private void answerInPlace(HttpExchange exchange, Call call) throws IOException, InterruptedException {
        boolean placed = places.tryAcquire();
        try {
            if (placed || HEALTH.equals(call.path())) {
                answer(exchange, call);
            } else {
                refuse(call, Refusal.busy("too many requests at a time", RETRY_AFTER_SECONDS));
            }
        } finally {
            if (placed) {
                places.release();
            }
        }
    }

    private void answer(HttpExchange exchange, Call call) throws IOException, InterruptedException {
        try {
            route(exchange, call);
        } catch (RuntimeException | Error e) {
            Refusal refusal = Refusal.of(e);
            if (refusal.isFault()) {
                log.error("{} {} failed", call.method(), call.path(), e);
            }
            refuse(call, refusal);
        }
    }

    private void route(HttpExchange exchange, Call call) throws IOException, InterruptedException {
        String method = call.method().equals("HEAD") ? "GET" : call.method();
        List<String> others = new ArrayList<>();
        for (Route route : routes) {
            Matcher path = route.path.matcher(call.path());
            if (path.matches()) {
                if (route.method.equals(method)) {
                    gate.pass(exchange, route.open);
                    route.endpoint.answer(call, path.groupCount() == 0 ? "" : path.group(1));
                    return;
                }
                others.add(route.method);
            }
        }
        gate.pass(exchange, true);
        if (others.isEmpty()) {
            throw Refusal.notFound("there is nothing at this address");
        }
        call.with("Allow", String.join(", ", others));
        throw Refusal.method("this address takes %s alone".formatted(String.join(" and ", others)));
    }

    private static void refuse(Call call, Refusal refusal) throws IOException {
        if (call.isAnswered()) {
            return;
        }
        if (refusal.retryAfterSeconds() > 0) {
            call.with("Retry-After", String.valueOf(refusal.retryAfterSeconds()));
        }
        call.json(refusal.status(), refusal.json());
    }
}
