package io.github.congeal.internal.image;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Counts the scans of a JPEG while it is read, whatever it is embedded in. Each scan may touch all pixels again and take a
 * hundred bytes: of a small file with thousands of them, decoding would not end.
 */
final class ScanCount extends FilterInputStream {
    /** A start of scan: its marker, a length of less than 256 bytes, and the number of colours on which the length depends. */
    private static final long START_OF_SCAN = 0xffda00L;

    private static final int MOST_COLOURS = 4;
    private static final long FIVE_BYTES = 0xff_ffff_ffffL;

    private long most = Long.MAX_VALUE;
    private long count;
    private long lastFive;

    ScanCount(InputStream in) {
        super(in);
    }

    /**
     * Has reading fail at the first scan that goes beyond so many.
     *
     * @throws IOException if there were more already
     */
    void allow(long scans) throws IOException {
        most = scans;
        require();
    }

    private void require() throws IOException {
        if (isExceeded()) {
            throw new IOException("more than %s scans".formatted(most));
        }
    }

    boolean isExceeded() {
        return count > most;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        for (int i = 0; i < read; i++) {
            lastFive = (lastFive << Byte.SIZE | Byte.toUnsignedInt(bytes[offset + i])) & FIVE_BYTES;
            count += isStart(lastFive) ? 1 : 0;
        }
        require();
        return read;
    }

    /** As JPEG decoders take it: pictures of other formats have three such bytes by chance, but hardly five. */
    private static boolean isStart(long bytes) {
        if (bytes >>> 2 * Byte.SIZE != START_OF_SCAN) {
            return false;
        }
        int length = (int) (bytes >>> Byte.SIZE & 0xff);
        int colours = (int) (bytes & 0xff);
        return colours >= 1 && colours <= MOST_COLOURS && length == 6 + 2 * colours;
    }
}
