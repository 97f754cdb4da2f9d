package io.github.congeal.samples.server;

import io.github.congeal.Frame;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** The news of a picture, as events: its place in the queue, its newest frame and losses, its end. */
final class PictureNews {
    /** The shortest time between two frames; more often would not be visible. */
    private static final long PAUSE_MILLIS = 60;

    private static final long GLANCE_MILLIS = 1000;

    private final Jobs jobs;
    private final Gallery.Kept kept;
    private int step = -1;

    PictureNews(Jobs jobs, Gallery.Kept kept) {
        this.jobs = jobs;
        this.kept = kept;
    }

    /**
     * Sends the news to one client. If it disconnects, the job goes on, because others may watch, and the picture is
     * kept.
     */
    void send(Call call) throws IOException, InterruptedException {
        Job job = kept.job();
        try (EventStream events = EventStream.begin(call)) {
            while (!job.isOver()) {
                long news = job.news();
                if (job.state() == Job.State.WAITING) {
                    events.send("place", Json.of("place", jobs.placeOf(job)));
                } else if (!sendFrame(events)) {
                    events.beat();
                }
                job.await(news, GLANCE_MILLIS);
                Thread.sleep(PAUSE_MILLIS);
            }
            sendFrame(events);
            events.send("end", end(job));
        }
    }

    private boolean sendFrame(EventStream events) throws IOException {
        Frame frame = kept.picture().newest().orElse(null);
        if (frame == null || frame.iteration() <= step) {
            return false;
        }
        List<Picture.Loss> losses = kept.picture().lossesAfter(step);
        step = frame.iteration();
        events.send(
                "frame",
                Json.of(
                        "step",
                        step,
                        "steps",
                        frame.generation().iterations(),
                        "loss",
                        frame.loss(),
                        "losses",
                        PageApi.losses(losses),
                        "seconds",
                        frame.elapsed().toMillis() / 1000.0,
                        "picture",
                        "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(FilmFrames.jpeg(frame))));
        return true;
    }

    private static Object end(Job job) {
        return Json.of(
                "state",
                job.state().name().toLowerCase(Locale.ROOT),
                "sentence",
                job.problem().map(problem -> Refusal.of(problem).sentence()).orElse(null));
    }
}
