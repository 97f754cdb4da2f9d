package io.github.congeal.video;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.Arrays;

/**
 * How long each picture of a GIF stays, in hundredths of a second: in the graphic control extension before it (GIF89a).
 */
final class GifDelays {
    /** The bytes of the signature and the logical screen descriptor. */
    private static final int HEADER = 13;

    private static final int FLAGS = 10;
    private static final int HAS_GLOBAL_COLOURS = 0x80;

    /** The beginning of a graphic control extension: introducer, label, length of four bytes. */
    private static final byte[] CONTROL = {0x21, (byte) 0xf9, 4};

    /** The offset of the delay in the extension. */
    private static final int DELAY = 4;

    /**
     * The shortest delay, in hundredths of a second: viewers show frames with a shorter one for a tenth of a second.
     */
    private static final int SHORTEST = 2;

    private long[] pictures = new long[64];
    private int[] lengths = new int[64];
    private int count;

    /**
     * Records the position after which a picture begins; for the first picture, the beginning of the file.
     *
     * @param frames for how many frames it is shown
     */
    void pictureAfter(long position, int frames) {
        if (count == pictures.length) {
            pictures = Arrays.copyOf(pictures, 2 * count);
            lengths = Arrays.copyOf(lengths, 2 * count);
        }
        pictures[count] = position;
        lengths[count++] = frames;
    }

    void writeInto(RandomAccessFile file, double framesPerSecond) throws IOException {
        long end = 0;
        for (int i = 0; i < count; i++) {
            long begin = end;
            end += lengths[i];
            // Rounded so that errors do not add up.
            long delay = Math.round(end * 100 / framesPerSecond) - Math.round(begin * 100 / framesPerSecond);
            long control = i == 0 ? afterHeader(file) : pictures[i];
            file.seek(control);
            byte[] found = new byte[CONTROL.length];
            file.readFully(found);
            if (!Arrays.equals(found, CONTROL)) {
                throw new IOException("frame %s of the GIF does not begin as GIF frames do".formatted(i));
            }
            file.seek(control + DELAY);
            int bounded = (int) Math.max(SHORTEST, delay);
            file.write(bounded);
            file.write(bounded >> 8);
        }
    }

    private static long afterHeader(RandomAccessFile file) throws IOException {
        file.seek(FLAGS);
        int flags = file.read();
        return (flags & HAS_GLOBAL_COLOURS) == 0 ? HEADER : HEADER + 3L * (2 << (flags & 7));
    }
}
