package io.github.congeal.samples;

import io.github.congeal.Frame;
import io.github.congeal.video.FrameWriter;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Several writers that all take every frame. */
final class FrameWriters implements FrameWriter {
    private final List<FrameWriter> writers = new ArrayList<>();

    void with(FrameWriter writer) {
        writers.add(writer);
    }

    @Override
    public void add(Frame frame) throws IOException {
        for (FrameWriter writer : writers) {
            writer.add(frame);
        }
    }

    @Override
    public void add(BufferedImage image) throws IOException {
        for (FrameWriter writer : writers) {
            writer.add(image);
        }
    }

    /** Closes all of them, whatever happens to one. */
    @Override
    public void close() throws IOException {
        IOException problem = null;
        for (FrameWriter writer : writers) {
            try {
                writer.close();
            } catch (IOException e) {
                if (problem == null) {
                    problem = e;
                } else {
                    problem.addSuppressed(e);
                }
            }
        }
        if (problem != null) {
            throw problem;
        }
    }
}
