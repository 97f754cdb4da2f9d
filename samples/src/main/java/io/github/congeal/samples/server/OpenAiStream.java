package io.github.congeal.samples.server;

import io.github.congeal.Frame;
import io.github.congeal.PictureFormat;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** A job's frames as OpenAI's clients want them streamed: up to three on the way, evenly spread, and the last. */
final class OpenAiStream {
    private static final long GLANCE_MILLIS = 200;

    private final Jobs jobs;
    private final Job job;
    private final String event;
    private final PictureFormat format;
    private final int parts;

    /**
     * A stream.
     *
     * @param event what the events' names begin with
     * @param parts how many pictures are sent on the way
     */
    OpenAiStream(Jobs jobs, Job job, String event, PictureFormat format, int parts) {
        this.jobs = jobs;
        this.job = job;
        this.event = event;
        this.format = format;
        this.parts = parts;
    }

    /** Sends them; if the client hangs up, the job ends. */
    void send(Call call) throws IOException, InterruptedException {
        try (EventStream events = EventStream.begin(call)) {
            int sent = 0;
            int completed = 0;
            while (!job.isOver()) {
                long news = job.news();
                completed = complete(events, completed);
                if (sent < parts && isDue(sent)) {
                    events.send(
                            event + ".partial_image",
                            part(job.current().newest().orElseThrow(), sent));
                    sent++;
                } else {
                    events.beat();
                }
                job.await(news, GLANCE_MILLIS);
            }
            try {
                Waiter.require(job);
                complete(events, completed);
            } catch (Refusal e) {
                events.send("error", e.json());
            }
        } finally {
            jobs.cancel(job);
        }
    }

    private boolean isDue(int sent) {
        Optional<Frame> newest = job.current().newest();
        return newest.isPresent()
                && !newest.get().isLast()
                && newest.get().iteration()
                        >= (sent + 1) * newest.get().generation().iterations() / (parts + 1);
    }

    private int complete(EventStream events, int completed) throws IOException {
        int done = job.done();
        for (int i = completed; i < done; i++) {
            Map<String, Object> whole = picture(job.pictures().get(i).newest().orElseThrow(), ".completed");
            Object none = Json.of("text_tokens", 0, "image_tokens", 0);
            whole.put(
                    "usage",
                    Json.of("total_tokens", 0, "input_tokens", 0, "output_tokens", 0, "input_tokens_details", none));
            events.send(event + ".completed", whole);
        }
        return done;
    }

    private Object part(Frame frame, int index) {
        Map<String, Object> part = picture(frame, ".partial_image");
        part.put("partial_image_index", index);
        return part;
    }

    private Map<String, Object> picture(Frame frame, String kind) {
        return Json.of(
                "type",
                event + kind,
                "b64_json",
                OpenAi.base64(frame, format),
                "created_at",
                System.currentTimeMillis() / 1000,
                "size",
                OpenAi.size(frame),
                "quality",
                "auto",
                "background",
                "opaque",
                "output_format",
                OpenAi.name(format),
                "seed",
                frame.generation().seed());
    }
}
