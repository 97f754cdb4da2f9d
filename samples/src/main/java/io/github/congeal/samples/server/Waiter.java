package io.github.congeal.samples.server;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * Answers a request when its job is done, and cancels the job if the client disconnects meanwhile. A server notices
 * that only when it sends something, so it sends spaces, which are allowed before JSON.
 */
final class Waiter {
    private static final long GLANCE_MILLIS = 100;
    private static final long SILENT_MILLIS = 1000;

    private final Jobs jobs;

    Waiter(Jobs jobs) {
        this.jobs = jobs;
    }

    /**
     * Waits for a job and answers with its result.
     *
     * @param answer makes the answer from the finished job
     */
    void answer(Call call, Job job, Function<Job, Object> answer) throws IOException, InterruptedException {
        try {
            await(job, SILENT_MILLIS);
            if (job.isOver()) {
                require(job);
                call.json(answer.apply(job));
                return;
            }
            try (OutputStream out = call.stream(Call.JSON)) {
                while (!job.isOver()) {
                    out.write(' ');
                    out.flush();
                    await(job, GLANCE_MILLIS);
                }
                out.write(Json.write(outcome(job, answer)).getBytes(StandardCharsets.UTF_8));
            }
        } finally {
            jobs.cancel(job);
        }
    }

    private static void await(Job job, long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        for (long left = millis; left > 0 && !job.isOver(); left = (end - System.nanoTime()) / 1_000_000) {
            job.await(job.news(), left);
        }
    }

    /** The result, or the refusal as JSON: the answer has begun, so the status can no longer report a failure. */
    private static Object outcome(Job job, Function<Job, Object> answer) {
        try {
            require(job);
            return answer.apply(job);
        } catch (Refusal e) {
            return e.json();
        }
    }

    /**
     * Checks that a job is done.
     *
     * @throws Refusal if it failed or was cancelled
     */
    static void require(Job job) {
        job.problem().ifPresent(problem -> {
            throw Refusal.of(problem);
        });
        if (job.state() == Job.State.CANCELLED) {
            throw Refusal.unavailable("the picture was cancelled before it was done");
        }
    }
}
