package io.github.congeal.video;

import java.io.Closeable;
import java.io.IOException;

/** A film in one file format, while it is being written. Closing it without {@link #finish} leaves nothing behind. */
interface Film extends Closeable {
    /** Adds a picture of the same size as the previous ones. The array is not kept. */
    void add(Pixels pixels) throws IOException;

    /** Completes the file, which then appears under its name. At least one picture must have been added. */
    void finish(double framesPerSecond, Tags tags) throws IOException;
}
