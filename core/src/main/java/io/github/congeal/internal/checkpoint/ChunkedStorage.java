package io.github.congeal.internal.checkpoint;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Bytes that lie in several pieces.
 *
 * @param chunks the pieces in order, each of a whole number of elements and none empty
 */
record ChunkedStorage(List<Storage> chunks) implements Storage {
    @Override
    public long length() {
        return chunks.stream().mapToLong(Storage::length).sum();
    }

    @Override
    public ByteBuffer slice(long offset, long length) {
        long begin = offset;
        for (Storage chunk : chunks) {
            if (begin < chunk.length()) {
                return chunk.slice(begin, Math.min(length, chunk.length() - begin));
            }
            begin -= chunk.length();
        }
        throw new IndexOutOfBoundsException("byte %d of %d".formatted(offset, length()));
    }
}
