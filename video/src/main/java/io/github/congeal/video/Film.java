package io.github.congeal.video;

import java.io.Closeable;
import java.io.IOException;

/** A film in one file format, while it is being written. Closing it without {@link #finish} leaves nothing behind. */
interface Film extends Closeable {
    /** Adds a picture of the same size as those before, which is not kept. */
    void add(Pixels pixels) throws IOException;

    /** Makes the file appear under its name. At least one picture was added. */
    void finish(double framesPerSecond, Tags tags) throws IOException;
}
