package io.github.congeal.internal.checkpoint;

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
}
