package io.github.congeal.video;

import io.github.congeal.Frame;
import java.awt.image.BufferedImage;
import java.io.IOException;

/** Takes the frames of a run, one by one and without keeping them, and leaves files. */
public interface FrameWriter extends AutoCloseable {
    /**
     * Adds a frame.
     *
     * @throws IllegalArgumentException if it has another size than the first; what was written so far stays sound
     * @throws IllegalStateException if the writer is closed
     * @throws IOException if it cannot be written
     */
    void add(Frame frame) throws IOException;

    /** Adds a picture, on white where it is transparent. Throws what {@link #add(Frame)} throws. */
    void add(BufferedImage image) throws IOException;

    /**
     * Finishes what was begun. Closing twice does nothing.
     *
     * @throws IOException if no frame was added or something cannot be written
     */
    @Override
    void close() throws IOException;
}
