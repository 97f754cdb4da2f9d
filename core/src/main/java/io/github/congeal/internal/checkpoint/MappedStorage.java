package io.github.congeal.internal.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A contiguous range of uncompressed bytes in a file.
 *
 * @param bytes the file
 * @param begin the offset of the first byte
 * @param length the number of bytes, all of them within the file
 */
record MappedStorage(SegmentedBytes bytes, long begin, long length) implements Storage {
    @Override
    public ByteBuffer slice(long offset, long length) {
        return bytes.slice(begin + offset, length);
    }

    @Override
    public ByteBuffer piece(long offset, long length, byte[] room) throws IOException {
        return bytes.piece(begin + offset, length, room);
    }
}
