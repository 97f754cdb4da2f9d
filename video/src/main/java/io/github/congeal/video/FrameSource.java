package io.github.congeal.video;

import java.awt.image.BufferedImage;
import java.io.Closeable;
import java.io.IOException;

/** A sequence of pictures, read one at a time and not kept. */
interface FrameSource extends Closeable {
    /** The total number of pictures. */
    int count();

    /** The average number of pictures shown per second. */
    double framesPerSecond();

    /** The next picture; called at most {@link #count} times. */
    BufferedImage next() throws IOException;
}
