package io.github.congeal.video;

import java.io.Closeable;
import java.io.IOException;

/** A film in one file format, while it is being written. Closing it without {@link #finish} leaves nothing behind. */
interface Film extends Closeable {
    /** Adds a picture of the same size as the previous ones, for one frame. The array is not kept. */
    default void add(Pixels pixels) throws IOException {
        add(pixels, 1);
    }

    /** The same for several frames. */
    void add(Pixels pixels, int frames) throws IOException;

    /** For how many frames, at least one, a picture of a hold is best added at a time. */
    int holdAtOnce(int hold, double framesPerSecond);

    /** Completes the file, which then appears under its name. At least one picture must have been added. */
    void finish(double framesPerSecond, Tags tags) throws IOException;
}
