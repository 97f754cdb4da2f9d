package io.github.congeal.samples.server;

import io.github.congeal.Frame;
import io.github.congeal.PictureFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** OpenAI's images API, as far as its clients use it: generations, edits and models. */
final class OpenAi {
    private static final String MODEL = "congeal";
    private static final int MOST_PARTS = 3;
    /** The presets by OpenAI's {@code quality}; empty for none. */
    private static final Map<String, String> PRESETS =
            Map.of("auto", "", "medium", "", "standard", "", "low", "draft", "high", "fine", "hd", "fine");

    private final Studio studio;
    private final Waiter waiter;

    OpenAi(Studio studio, Waiter waiter) {
        this.studio = studio;
        this.waiter = waiter;
    }

    /** Adds its routes. */
    void serve(Router router) {
        router.on("GET /v1/models", (call, name) -> call.json(Json.of("object", "list", "data", List.of(model()))))
                .on("GET /v1/models/{}", (call, name) -> call.json(model()))
                .on("POST /v1/images/generations", (call, name) -> generate(call))
                .on("POST /v1/images/edits", (call, name) -> edit(call));
    }

    private static Object model() {
        return Json.of("id", MODEL, "object", "model", "created", 0, "owned_by", MODEL);
    }

    private void generate(Call call) throws IOException, InterruptedException {
        Fields fields = call.json();
        make(call, fields, ordered(fields), "image_generation");
    }

    private void edit(Call call) throws IOException, InterruptedException {
        Multipart form = call.form();
        Fields fields = form.fields();
        byte[] sent = form.file("image")
                .orElseThrow(() -> Refusal.of("image was missing, but must be the picture to edit")
                        .about("image"));
        SentPicture picture = SentPicture.of("image", sent);
        Order order = ordered(fields).beginningWith(picture.opaque());
        if (fields.words("size").filter(size -> !size.equals("auto")).isEmpty()) {
            order = order.size(picture.sizeWithin(studio.limits()));
        }
        Optional<byte[]> mask = form.file("mask");
        if (mask.isPresent()) {
            order = order.masked(SentPicture.of("mask", mask.get()).transparency());
        } else if (picture.isTransparent()) {
            order = order.masked(picture.transparency());
        }
        make(call, fields, order, "image_edit");
    }

    static Order ordered(Fields fields) {
        Order order = Order.NOTHING.with(fields.object("settings"));
        order = order.prompt(fields.words("prompt")
                .orElseThrow(() -> Refusal.of("prompt was missing, but must say what the picture should show")
                        .about("prompt")));
        Optional<String> avoided = fields.words("negative_prompt");
        if (avoided.isPresent()) {
            order = order.avoid(avoided.get());
        }
        Optional<String> size = fields.words("size");
        if (size.isPresent()) {
            order = order.size(size.get());
        }
        if (fields.number("seed").isPresent()) {
            order = order.seed(fields.number("seed").getAsLong());
        }
        if (fields.number("steps").isPresent()) {
            order = order.steps(fields.number("steps", 0, Integer.MAX_VALUE).getAsInt());
        }
        Optional<String> preset = fields.words("preset")
                .or(() -> fields.words("quality").map(OpenAi::presetOf))
                .filter(name -> !name.isEmpty());
        return preset.isPresent() ? order.preset(preset.get()) : order;
    }

    private void make(Call call, Fields fields, Order order, String event) throws IOException, InterruptedException {
        PictureFormat format = format(fields);
        int count = fields.number("n", 1, studio.limits().pictures()).orElse(1);
        int parts = fields.number("partial_images", 0, MOST_PARTS).orElse(0);
        boolean streamed = fields.isTrue("stream");
        boolean asAddress = isAddress(fields);
        if (streamed) {
            Job job = studio.make(event, order, count, parts);
            new OpenAiStream(studio.jobs(), job, event, format).send(call);
        } else {
            Job job = studio.make(event, order, count);
            waiter.answer(call, job, done -> answer(done, format, asAddress));
        }
    }

    private static PictureFormat format(Fields fields) {
        String name = fields.words("output_format").orElse("png").toLowerCase(Locale.ROOT);
        return switch (name) {
            case "png" -> PictureFormat.PNG;
            case "jpeg", "jpg" -> PictureFormat.JPEG;
            default -> throw Fields.wrong("output_format", name, "png or jpeg");
        };
    }

    private static String presetOf(String quality) {
        String preset = PRESETS.get(quality);
        if (preset == null) {
            throw Fields.wrong("quality", quality, "auto, low, medium, high, standard or hd");
        }
        return preset;
    }

    private static boolean isAddress(Fields fields) {
        String name = fields.words("response_format").orElse("b64_json");
        return switch (name) {
            case "b64_json" -> false;
            case "url" -> true;
            default -> throw Fields.wrong("response_format", name, "b64_json or url");
        };
    }

    private static Object answer(Job job, PictureFormat format, boolean asAddress) {
        List<Frame> frames = job.pictures().subList(0, job.done()).stream()
                .map(picture -> picture.newest().orElseThrow())
                .toList();
        return Json.of(
                "created",
                System.currentTimeMillis() / 1000,
                "data",
                frames.stream().map(frame -> image(frame, format, asAddress)).toList(),
                "output_format",
                name(format),
                "size",
                size(frames.get(0)));
    }

    private static Object image(Frame frame, PictureFormat format, boolean asAddress) {
        String encoded = base64(frame, format);
        Map<String, Object> image = Json.of("b64_json", encoded);
        if (asAddress) {
            image = Json.of("url", "data:image/%s;base64,%s".formatted(name(format), encoded));
        }
        image.put("seed", frame.generation().seed());
        return image;
    }

    static String name(PictureFormat format) {
        return format.name().toLowerCase(Locale.ROOT);
    }

    static String size(Frame frame) {
        return frame.generation().width() + "x" + frame.generation().height();
    }

    /** A frame as Base64; a PNG carries all its settings. */
    static String base64(Frame frame, PictureFormat format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            frame.write(bytes, format);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
