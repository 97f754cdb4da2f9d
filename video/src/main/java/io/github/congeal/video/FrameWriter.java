package io.github.congeal.video;

import io.github.congeal.Frame;
import java.awt.image.BufferedImage;
import java.io.IOException;

/** Writes the frames of a run to files, one by one, without keeping them. */
public interface FrameWriter extends AutoCloseable {
    /**
     * Adds a frame.
     *
     * @throws IllegalArgumentException if its size differs from the first frame's; what was written so far stays valid
     * @throws IllegalStateException if the writer is closed
     * @throws IOException if it cannot be written
     */
    void add(Frame frame) throws IOException;

    /** Adds a picture; transparent parts become white. Throws as {@link #add(Frame)} does. */
    void add(BufferedImage image) throws IOException;

    /**
     * Finishes writing. Closing twice does nothing.
     *
     * @throws IOException if no frame was added or something cannot be written
     */
    @Override
    void close() throws IOException;
}
