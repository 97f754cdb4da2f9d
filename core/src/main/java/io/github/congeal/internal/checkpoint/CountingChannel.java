package io.github.congeal.internal.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** Counts the bytes that are written to another channel. */
final class CountingChannel implements WritableByteChannel {
    private final WritableByteChannel target;
    private long count;

    CountingChannel(WritableByteChannel target) {
        this.target = target;
    }

    long count() {
        return count;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        int written = target.write(bytes);
        count += written;
        return written;
    }

    @Override
    public boolean isOpen() {
        return target.isOpen();
    }

    @Override
    public void close() throws IOException {
        target.close();
    }
}
