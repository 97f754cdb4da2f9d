package io.github.congeal.internal.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Bytes that lie in the file as they are.
 *
 * @param bytes the file
 * @param begin where they begin in it
 * @param length how many they are, all of them within the file
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
