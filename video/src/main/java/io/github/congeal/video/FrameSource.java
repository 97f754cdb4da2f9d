package io.github.congeal.video;

import java.awt.image.BufferedImage;
import java.io.Closeable;
import java.io.IOException;

/** Pictures one after the other, of which none is kept. */
interface FrameSource extends Closeable {
    /** How many there are in all. */
    int count();

    /** How many of them are shown in a second. */
    double framesPerSecond();

    /** The next one; called at most {@link #count} times. */
    BufferedImage next() throws IOException;
}
