package io.github.congeal.internal.image;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Counts the scans of a JPEG while it is read, whatever it is embedded in. Each scan may touch all pixels again and take a
 * hundred bytes: of a small file with thousands of them, decoding would not end.
 */
final class ScanCount extends FilterInputStream {
    /** A start of scan: its marker, and a length of less than 256 bytes. */
    private static final int START_OF_SCAN = 0xffda00;

    private static final int THREE_BYTES = 0xffffff;

    private long most = Long.MAX_VALUE;
    private long count;
    private int lastThree;

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
            throw new IOException("more than %d scans".formatted(most));
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
            lastThree = (lastThree << Byte.SIZE | Byte.toUnsignedInt(bytes[offset + i])) & THREE_BYTES;
            count += lastThree == START_OF_SCAN ? 1 : 0;
        }
        require();
        return read;
    }
}
