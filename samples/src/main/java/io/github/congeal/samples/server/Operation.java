package io.github.congeal.samples.server;

import java.nio.charset.StandardCharsets;

/** The routes for those who operate the server: its health and its metrics. */
final class Operation {
    private final Jobs jobs;
    private final Metrics metrics;

    Operation(Jobs jobs, Metrics metrics) {
        this.jobs = jobs;
        this.metrics = metrics;
    }

    /** Adds its routes. */
    void serve(Router router) {
        router.openly("GET /health", (call, name) -> call.json(Json.of("status", "ok")))
                .openly("GET /health/ready", (call, name) -> ready(call))
                .on(
                        "GET /metrics",
                        (call, name) -> call.answer(
                                "text/plain; version=0.0.4; charset=utf-8",
                                metrics.text(jobs).getBytes(StandardCharsets.UTF_8)));
    }

    /** Answers that the server is ready: the model is loaded before requests are accepted. */
    private void ready(Call call) throws java.io.IOException {
        if (jobs.isEnding()) {
            throw Refusal.unavailable("the server is about to end");
        }
        call.json(Json.of(
                "status",
                "ready",
                "waiting",
                jobs.waiting(),
                "running",
                jobs.running().size()));
    }
}
