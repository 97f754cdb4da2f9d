package io.github.congeal.samples.server;

import io.github.congeal.Frame;
import io.github.congeal.PictureFile;
import io.github.congeal.PictureFormat;
import io.github.congeal.video.VideoWriter;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Some frames of a run, evenly spread, for a film of it. Thread-safe. */
final class FilmFrames {
    /** If there are more frames, every second one is dropped. */
    private static final int MOST = 300;

    private final List<byte[]> frames = new ArrayList<>();
    private int spacing = 1;
    private int count;

    /** Adds a frame; the last frame is always in the film. */
    void add(Frame frame) {
        if (frame.isLast() || isWanted()) {
            byte[] jpeg = jpeg(frame);
            synchronized (this) {
                frames.add(jpeg);
            }
        }
    }

    private synchronized boolean isWanted() {
        if (frames.size() >= MOST) {
            for (int i = frames.size() - 1; i > 0; i -= 2) {
                frames.remove(i);
            }
            spacing *= 2;
        }
        return count++ % spacing == 0;
    }

    static byte[] jpeg(Frame frame) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            frame.write(bytes, PictureFormat.JPEG);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized List<byte[]> all() {
        return List.copyOf(frames);
    }

    /**
     * The film as an MP4.
     *
     * @throws IOException if it cannot be made
     */
    byte[] mp4() throws IOException {
        List<byte[]> all = all();
        Path folder = Files.createTempDirectory("congeal-film-");
        Path file = folder.resolve("film.mp4");
        try {
            try (VideoWriter video = VideoWriter.to(file)) {
                for (byte[] jpeg : all) {
                    BufferedImage image = PictureFile.read(new ByteArrayInputStream(jpeg), Integer.MAX_VALUE);
                    video.add(image);
                }
            }
            return Files.readAllBytes(file);
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        }
    }
}
