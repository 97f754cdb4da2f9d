package io.github.congeal.samples.server;

import io.github.congeal.Frame;
import io.github.congeal.control.Control;
import io.github.congeal.control.Settings;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** The API of the page: orders, news of pictures, and their files. */
final class PageApi {
    private final Studio studio;
    private final Gate gate;
    private final boolean locked;

    /**
     * The page's interface.
     *
     * @param locked whether a token is needed
     */
    PageApi(Studio studio, Gate gate, boolean locked) {
        this.studio = studio;
        this.gate = gate;
        this.locked = locked;
    }

    /** Adds its routes. */
    void serve(Router router) {
        router.on("GET /api/setup", (call, name) -> call.json(setup()))
                .openly("POST /api/token", (call, name) -> takeToken(call))
                .on("POST /api/pictures", (call, name) -> make(call))
                .on("GET /api/pictures", (call, name) -> call.json(list()))
                .on("GET /api/pictures/{}", (call, id) -> call.json(picture(find(id))))
                .on("DELETE /api/pictures/{}", (call, id) -> remove(call, find(id)))
                .on("GET /api/pictures/{}/news", (call, id) -> new PictureNews(studio.jobs(), find(id)).send(call))
                .on("POST /api/pictures/{}/stop", (call, id) -> stop(call, find(id)))
                .on("POST /api/pictures/{}/change", (call, id) -> change(call, find(id)))
                .on(
                        "GET /api/pictures/{}/picture.png",
                        (call, id) -> file(call, id, "image/png", frame(id).png()))
                .on(
                        "GET /api/pictures/{}/small.jpg",
                        (call, id) -> call.with("Cache-Control", "private, max-age=3600")
                                .answer("image/jpeg", FilmFrames.jpeg(frame(id))))
                .on(
                        "GET /api/pictures/{}/initial.png",
                        (call, id) -> call.answer(
                                "image/png", png(find(id).picture().order().initial())))
                .on(
                        "GET /api/pictures/{}/target.png",
                        (call, id) -> call.answer(
                                "image/png", png(find(id).picture().order().target())))
                .on(
                        "GET /api/pictures/{}/mask.png",
                        (call, id) -> call.answer(
                                "image/png", png(find(id).picture().order().mask())))
                .on("GET /api/pictures/{}/film.mp4", (call, id) -> file(call, id, "video/mp4", film(id)));
    }

    private Object setup() {
        Settings usual = studio.defaults();
        return Json.of(
                "model",
                studio.model().toString(),
                "controls",
                ControlsJson.controls(usual),
                "presets",
                ControlsJson.presets(),
                "pixels",
                studio.limits().pixels());
    }

    private void takeToken(Call call) throws IOException {
        if (locked && !gate.isToken(call.json().text("token").orElse(""))) {
            throw Refusal.withoutToken();
        }
        call.with("Set-Cookie", gate.cookie()).json(Map.of());
    }

    private void make(Call call) throws IOException {
        Fields fields = call.json();
        Order order = Order.NOTHING.with(fields.object("settings"));
        if (fields.words("preset").isPresent()) {
            order = order.preset(fields.words("preset").get());
        }
        if (fields.has("initial")) {
            order = order.beginningWith(sent(fields, "initial").opaque());
        }
        if (fields.has("target")) {
            order = order.becoming(sent(fields, "target").opaque());
        }
        if (fields.has("mask")) {
            order = order.masked(sent(fields, "mask").opaque());
        }
        Job job = studio.make("page", order, 1);
        call.json(picture(new Gallery.Kept(job.current(), job)));
    }

    private static SentPicture sent(Fields fields, String name) {
        return SentPicture.ofText(name, fields.text(name).orElse(""));
    }

    private Object list() {
        return studio.gallery().all().stream().map(this::picture).toList();
    }

    private Gallery.Kept find(String id) {
        return studio.gallery()
                .find(id)
                .orElseThrow(() -> Refusal.notFound("there is no such picture, or it was forgotten"));
    }

    private Frame frame(String id) {
        return find(id).picture().newest().orElseThrow(() -> Refusal.notFound("the picture was not begun yet"));
    }

    private byte[] film(String id) {
        frame(id);
        try {
            return find(id).picture().film().mp4();
        } catch (IOException e) {
            // Here an IOException stands for a broken connection to the client, which this is not.
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] png(Optional<BufferedImage> picture) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BufferedImage image = picture.orElseThrow(() -> Refusal.notFound("it had no such picture"));
        // Without this, ImageIO would use a temporary file.
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void file(Call call, String id, String type, byte[] bytes) throws IOException {
        String ending = type.substring(type.indexOf('/') + 1);
        call.with(
                        "Content-Disposition",
                        "inline; filename=\"congeal-%s.%s\""
                                .formatted(find(id).picture().generation().seed(), ending))
                .answer(type, bytes);
    }

    private void remove(Call call, Gallery.Kept kept) throws IOException {
        studio.jobs().cancel(kept.job());
        studio.gallery().remove(kept.picture().id());
        call.json(Map.of());
    }

    /** Cancels a job that waits; stops one that runs, and keeps its present picture. */
    private void stop(Call call, Gallery.Kept kept) throws IOException {
        if (kept.job().state() == Job.State.WAITING) {
            studio.jobs().cancel(kept.job());
        } else {
            kept.job().stop();
        }
        call.json(Map.of());
    }

    private void change(Call call, Gallery.Kept kept) throws IOException {
        Settings settings = Order.NOTHING.with(call.json().object("settings")).said();
        studio.limits().require(settings);
        kept.job().change(settings);
        call.json(Map.of());
    }

    /** A picture as JSON, with its settings and its progress. */
    private Object picture(Gallery.Kept kept) {
        Picture picture = kept.picture();
        Optional<Frame> frame = picture.newest();
        Order order = picture.order();
        return Json.of(
                "id",
                picture.id(),
                "state",
                kept.job().state().name().toLowerCase(Locale.ROOT),
                "settings",
                ControlsJson.json(order.said()),
                "preset",
                order.preset().orElse(""),
                "seed",
                String.valueOf(picture.generation().seed()),
                "width",
                picture.generation().width(),
                "height",
                picture.generation().height(),
                "step",
                frame.map(Frame::iteration).orElse(0),
                "steps",
                picture.settings().get(Control.ITERATIONS),
                "loss",
                frame.map(Frame::loss).orElse(null),
                "seconds",
                frame.map(each -> each.elapsed().toMillis() / 1000.0).orElse(null),
                "losses",
                losses(picture.lossesAfter(-1)),
                "hasInitial",
                order.initial().isPresent(),
                "hasTarget",
                order.target().isPresent(),
                "hasMask",
                order.mask().isPresent(),
                "began",
                picture.began().toString());
    }

    static List<Object> losses(List<Picture.Loss> losses) {
        return losses.stream()
                .<Object>map(loss -> List.of(loss.iteration(), loss.loss()))
                .toList();
    }
}
