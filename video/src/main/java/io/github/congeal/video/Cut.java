package io.github.congeal.video;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The order of a film's pictures: inserts cross-fades, the hold, and the frames in reverse if the film runs back. */
final class Cut implements Closeable {
    private final Film film;
    private final VideoSettings settings;
    private final @Nullable FrameStore store;
    private @Nullable Pixels last;
    private int frames;
    private boolean failed;

    Cut(Path file, VideoSettings settings) throws IOException {
        this.settings = settings;
        film = FilmFormat.of(file).open(file, settings);
        try {
            store = settings.forthAndBack() ? new FrameStore(file) : null;
        } catch (IOException e) {
            film.close();
            throw e;
        }
    }

    boolean isEmpty() {
        return frames == 0;
    }

    void add(Pixels pixels) throws IOException {
        try {
            Pixels before = last;
            if (before != null) {
                int blends = settings.crossFade();
                for (int i = 1; i <= blends; i++) {
                    show(before.blend(pixels, i / (blends + 1.0)));
                }
            }
            show(pixels);
            last = pixels;
        } catch (IOException | RuntimeException | Error e) {
            failed = true;
            throw e;
        }
    }

    private void show(Pixels pixels) throws IOException {
        film.add(pixels);
        if (store != null) {
            store.add(pixels);
        }
        frames++;
    }

    /** Adds what follows the last frame and writes the file, unless an earlier failure has made it unusable. */
    void finish(Tags tags) throws IOException {
        if (failed || last == null) {
            return;
        }
        int back = store == null ? 0 : frames - 1;
        double rate = settings.rateOf(frames + back);
        int hold = (int) Math.round(settings.hold().toMillis() / 1000.0 * rate);
        int total = hold + back + 1;
        FinishingListener listener = settings.listener();
        listener.finishing(0, total);
        int atOnce = film.holdAtOnce(hold, rate);
        for (int held = 0; held < hold; ) {
            int length = Math.min(atOnce, hold - held);
            film.add(last, length);
            held += length;
            listener.finishing(held, total);
        }
        for (int i = 1; i <= back; i++) {
            film.add(store.get(frames - 1 - i));
            listener.finishing(hold + i, total);
        }
        film.finish(rate, tags);
        listener.finishing(total, total);
    }

    @Override
    public void close() throws IOException {
        try {
            film.close();
        } finally {
            if (store != null) {
                store.close();
            }
        }
    }
}
