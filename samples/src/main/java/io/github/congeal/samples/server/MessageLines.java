package io.github.congeal.samples.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads messages, each a line of at most a given number of bytes; the rest of a longer line is skipped. */
final class MessageLines {
    private final InputStream in;
    private final int mostBytes;

    /** The lines of a stream. */
    MessageLines(InputStream in, int mostBytes) {
        this.in = new BufferedInputStream(in);
        this.mostBytes = mostBytes;
    }

    /**
     * A line.
     *
     * @param bytes the line without its terminator; empty if it was too long
     * @param tooLong whether it was too long
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Line(byte[] bytes, boolean tooLong) {}

    /** The next line; empty at the end of the stream. */
    Optional<Line> next() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long length = 0;
        int next = in.read();
        if (next < 0) {
            return Optional.empty();
        }
        for (; next >= 0 && next != '\n'; next = in.read()) {
            length++;
            if (length <= mostBytes) {
                bytes.write(next);
            }
        }
        boolean tooLong = length > mostBytes;
        return Optional.of(new Line(tooLong ? new byte[0] : bytes.toByteArray(), tooLong));
    }
}
