package io.github.congeal.internal.tensor.host;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Native float32 memory as Java reads and writes it: through several buffers, since one cannot be longer than 2 GB.
 */
final class FloatWindows {
    /** The elements of one buffer: 1 GB. */
    private static final int LENGTH = 1 << 28;

    private final FloatBuffer[] windows;

    /** The elements from a pointer on. */
    FloatWindows(FloatPointer all, long length) {
        windows = new FloatBuffer[Math.toIntExact((length + LENGTH - 1) / LENGTH)];
        for (int i = 0; i < windows.length; i++) {
            long from = (long) i * LENGTH;
            try (FloatPointer window = all.getPointer(from)) {
                windows[i] = window.capacity(Math.min(length - from, LENGTH)).asBuffer();
            }
        }
    }

    void write(long at, float[] values, int from, int count) {
        for (int done = 0; done < count; ) {
            int start = (int) ((at + done) % LENGTH);
            int part = Math.min(count - done, LENGTH - start);
            windows[(int) ((at + done) / LENGTH)].put(start, values, from + done, part);
            done += part;
        }
    }

    void read(long at, float[] values, int from, int count) {
        for (int done = 0; done < count; ) {
            int start = (int) ((at + done) % LENGTH);
            int part = Math.min(count - done, LENGTH - start);
            windows[(int) ((at + done) / LENGTH)].get(start, values, from + done, part);
            done += part;
        }
    }
}
