package io.github.congeal.samples.server;

import io.github.congeal.Frame;
import io.github.congeal.PictureFormat;
import io.github.congeal.control.Control;
import io.github.congeal.control.Size;
import io.github.congeal.control.Tiling;
import java.io.IOException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * AUTOMATIC1111's API, as far as its clients use it. They send dozens of settings of Stable Diffusion, which are
 * ignored unless they have a meaning here.
 */
final class Automatic1111 {
    private static final String MODEL = "congeal";
    private static final String NOT_RUN = "00000000000000";
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneId.systemDefault());

    /** The default {@code denoising_strength}: the fraction of the steps that {@code img2img} takes. */
    private static final double USUAL_STRENGTH = 0.75;

    private final Studio studio;
    private final Waiter waiter;

    Automatic1111(Studio studio, Waiter waiter) {
        this.studio = studio;
        this.waiter = waiter;
    }

    /** Adds its routes. */
    void serve(Router router) {
        Object sampler = Json.of("name", "Congeal", "aliases", List.of(), "options", Map.of());
        router.on("POST /sdapi/v1/txt2img", (call, name) -> make(call, "txt2img"))
                .on("POST /sdapi/v1/img2img", (call, name) -> make(call, "img2img"))
                .on("GET /sdapi/v1/progress", (call, name) -> call.json(progress(call.query())))
                .on("POST /sdapi/v1/interrupt", (call, name) -> interrupt(call))
                .on("POST /sdapi/v1/skip", (call, name) -> interrupt(call))
                .on("GET /sdapi/v1/options", (call, name) -> call.json(Json.of("sd_model_checkpoint", MODEL)))
                .on("POST /sdapi/v1/options", (call, name) -> setOptions(call))
                .on("GET /sdapi/v1/samplers", (call, name) -> call.json(List.of(sampler)))
                .on("GET /sdapi/v1/sd-models", (call, name) -> call.json(List.of(model())));
        for (String none : List.of(
                "schedulers",
                "upscalers",
                "loras",
                "embeddings",
                "hypernetworks",
                "sd-vae",
                "prompt-styles",
                "scripts")) {
            router.on("GET /sdapi/v1/" + none, (call, name) -> call.json(List.of()));
        }
        router.on("GET /sdapi/v1/cmd-flags", (call, name) -> call.json(Map.of()));
    }

    private static Object model() {
        return Json.of(
                "title", MODEL, "model_name", MODEL, "hash", null, "sha256", null, "filename", MODEL, "config", null);
    }

    private void make(Call call, String what) throws IOException, InterruptedException {
        Fields fields = call.json();
        Order order = ordered(fields);
        if (what.equals("img2img")) {
            order = begun(order, fields);
        }
        int most = studio.limits().pictures();
        long count = (long) fields.number("batch_size", 1, most).orElse(1)
                * fields.number("n_iter", 1, most).orElse(1);
        if (count > most) {
            throw Fields.wrong("batch_size x n_iter", count, "at most " + most);
        }
        waiter.answer(call, studio.make(what, order, (int) count), job -> answer(fields, job));
    }

    private Order ordered(Fields fields) {
        Order order = Order.NOTHING
                .with(fields.object("settings"))
                .prompt(fields.words("prompt")
                        .orElseThrow(() -> Refusal.of("prompt was empty, but must say what the picture should show")
                                .about("prompt")));
        Optional<String> avoided = fields.words("negative_prompt");
        if (avoided.isPresent()) {
            order = order.avoid(avoided.get());
        }
        long seed = fields.number("seed").orElse(-1);
        if (seed != -1) {
            order = order.seed(seed);
        }
        if (fields.has("width") || fields.has("height")) {
            order = order.size(new Size(side(fields, "width"), side(fields, "height")));
        }
        if (fields.has("steps")) {
            order = order.steps(fields.number("steps", 0, Integer.MAX_VALUE).orElse(0));
        }
        return fields.isTrue("tiling") ? order.with(Control.TILING, Tiling.BOTH) : order;
    }

    private static int side(Fields fields, String name) {
        int usual = 512;
        return fields.number(name, 1, 1 << 20).orElse(usual);
    }

    /** The order with an initial picture, part of which a mask may keep. */
    private Order begun(Order order, Fields fields) {
        List<?> pictures = fields.list("init_images");
        if (pictures.isEmpty()) {
            throw Refusal.of("init_images was empty, but must hold the picture to begin with")
                    .about("init_images");
        }
        SentPicture picture = SentPicture.ofText("init_images", String.valueOf(pictures.get(0)));
        Order begun = order.beginningWith(picture.opaque());
        if (!fields.has("width") && !fields.has("height")) {
            begun = begun.size(picture.sizeWithin(studio.limits()));
        }
        double strength = fields.fraction("denoising_strength").orElse(USUAL_STRENGTH);
        int steps = studio.prepare(begun).iterations();
        begun = begun.steps((int) Math.round(steps * strength));
        Optional<String> mask = fields.words("mask");
        if (mask.isEmpty()) {
            return begun;
        }
        begun = begun.masked(SentPicture.ofText("mask", mask.get()).opaque())
                .with(Control.MASK_INVERTED, fields.isTrue("inpainting_mask_invert"));
        return fields.number("mask_blur").isEmpty()
                ? begun
                : begun.with(Control.MASK_FEATHER, (double)
                        fields.number("mask_blur", 0, 1000).getAsInt());
    }

    private static Object answer(Fields fields, Job job) {
        List<Frame> frames = job.pictures().subList(0, job.done()).stream()
                .map(picture -> picture.newest().orElseThrow())
                .toList();
        List<Long> seeds =
                frames.stream().map(frame -> frame.generation().seed()).toList();
        String prompt = fields.text("prompt").orElse("");
        List<String> infotexts = new ArrayList<>();
        frames.forEach(frame -> infotexts.add(infotext(prompt, fields, frame)));
        Frame first = frames.get(0);
        Object info = Json.of(
                "prompt",
                prompt,
                "negative_prompt",
                fields.text("negative_prompt").orElse(""),
                "seed",
                seeds.get(0),
                "all_seeds",
                seeds,
                "width",
                first.generation().width(),
                "height",
                first.generation().height(),
                "steps",
                first.generation().iterations(),
                "sd_model_name",
                MODEL,
                "infotexts",
                infotexts);
        return Json.of(
                "images",
                frames.stream()
                        .map(frame -> OpenAi.base64(frame, PictureFormat.PNG))
                        .toList(),
                "parameters",
                withoutPictures(fields),
                "info",
                Json.write(info));
    }

    private static Map<String, Object> withoutPictures(Fields fields) {
        Map<String, Object> echo = new java.util.LinkedHashMap<>(fields.values());
        echo.keySet().removeAll(List.of("init_images", "mask"));
        return echo;
    }

    private static String infotext(String prompt, Fields fields, Frame frame) {
        String avoided = fields.words("negative_prompt")
                .map(words -> "\nNegative prompt: " + words)
                .orElse("");
        return "%s%s%nSteps: %s, Sampler: Congeal, Seed: %s, Size: %s, Model: %s"
                .formatted(
                        prompt,
                        avoided,
                        frame.generation().iterations(),
                        frame.generation().seed(),
                        OpenAi.size(frame),
                        MODEL)
                .replace("\r", "");
    }

    private Object progress(Fields query) {
        Job job = studio.jobs().running().stream()
                .filter(each -> !each.isOver())
                .findFirst()
                .orElse(null);
        Frame frame = job == null ? null : job.current().newest().orElse(null);
        double done = job == null ? 0 : job.progress();
        boolean withPicture = frame != null && !query.isTrue("skip_current_image");
        return Json.of(
                "progress",
                done,
                "eta_relative",
                secondsLeft(frame),
                "state",
                state(job, frame),
                "current_image",
                withPicture ? OpenAi.base64(frame, PictureFormat.PNG) : null,
                "textinfo",
                null);
    }

    private static double secondsLeft(@Nullable Frame frame) {
        if (frame == null || frame.iteration() == 0) {
            return 0;
        }
        double perStep = frame.elapsed().toMillis() / 1000.0 / frame.iteration();
        return perStep * (frame.generation().iterations() - frame.iteration());
    }

    private static Object state(@Nullable Job job, @Nullable Frame frame) {
        return Json.of(
                "skipped",
                false,
                "interrupted",
                job != null && job.isStopped(),
                "stopping_generation",
                job != null && job.isStopped(),
                "job",
                job == null ? "" : job.what(),
                "job_count",
                job == null ? 0 : job.pictures().size(),
                "job_timestamp",
                job == null ? NOT_RUN : TIMESTAMP.format(job.current().began()),
                "job_no",
                job == null ? 0 : job.done(),
                "sampling_step",
                frame == null ? 0 : frame.iteration(),
                "sampling_steps",
                job == null ? 0 : job.current().generation().iterations());
    }

    /** Stops the running jobs; their clients receive the pictures as they are. */
    private void interrupt(Call call) throws IOException {
        studio.jobs().running().forEach(Job::stop);
        call.json(Map.of());
    }

    /** Accepts only the one model that there is. */
    private static void setOptions(Call call) throws IOException {
        String model = call.json().text("sd_model_checkpoint").orElse(MODEL);
        if (!model.isEmpty() && !model.startsWith(MODEL)) {
            throw Fields.wrong("sd_model_checkpoint", model, MODEL + ", the only one here");
        }
        call.json(Map.of());
    }
}
