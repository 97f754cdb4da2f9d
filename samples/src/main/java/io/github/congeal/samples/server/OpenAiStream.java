package io.github.congeal.samples.server;

import io.github.congeal.Frame;
import io.github.congeal.PictureFormat;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Streams a job's frames as OpenAI's clients expect: of each picture its kept intermediate frames, and its last one.
 */
final class OpenAiStream {
    private static final long GLANCE_MILLIS = 100;

    private final Jobs jobs;
    private final Job job;
    private final String event;
    private final PictureFormat format;
    private int completed;
    private int parts;

    /**
     * A stream.
     *
     * @param event the prefix of the events' names
     */
    OpenAiStream(Jobs jobs, Job job, String event, PictureFormat format) {
        this.jobs = jobs;
        this.job = job;
        this.event = event;
        this.format = format;
    }

    /** Sends the frames; if the client disconnects, the job is cancelled. */
    void send(Call call) throws IOException, InterruptedException {
        try (EventStream events = EventStream.begin(call)) {
            while (!job.isOver()) {
                long news = job.news();
                if (!sendNew(events)) {
                    events.beat();
                }
                job.await(news, GLANCE_MILLIS);
            }
            try {
                Waiter.require(job);
                sendNew(events);
            } catch (Refusal e) {
                events.send("error", e.json());
            }
        } finally {
            jobs.cancel(job);
        }
    }

    /** Sends the frames that are ready, in order; returns whether there were any. */
    private boolean sendNew(EventStream events) throws IOException {
        boolean sent = false;
        int done = job.done();
        for (int i = completed; i < job.pictures().size() && i <= done; i++) {
            sent |= sendParts(events, job.pictures().get(i));
            if (i < done) {
                complete(events, job.pictures().get(i));
                sent = true;
            }
        }
        return sent;
    }

    private boolean sendParts(EventStream events, Picture picture) throws IOException {
        boolean sent = false;
        for (Optional<Frame> next = picture.nextPart(); next.isPresent(); next = picture.nextPart()) {
            events.send(event + ".partial_image", part(next.get(), parts));
            parts++;
            sent = true;
        }
        return sent;
    }

    private void complete(EventStream events, Picture picture) throws IOException {
        Map<String, Object> whole = picture(picture.newest().orElseThrow(), ".completed");
        Object none = Json.of("text_tokens", 0, "image_tokens", 0);
        whole.put(
                "usage",
                Json.of("total_tokens", 0, "input_tokens", 0, "output_tokens", 0, "input_tokens_details", none));
        events.send(event + ".completed", whole);
        completed++;
        parts = 0;
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
