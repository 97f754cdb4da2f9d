package io.github.congeal.internal.checkpoint;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** A storage whose bytes lie in several chunks, such as Flax's chunked arrays. */
final class ChunkedStorage implements Storage {
    private final List<Storage> chunks;

    /** The offset of the end of each chunk, exclusive. */
    private final long[] ends;

    /**
     * Joins chunks.
     *
     * @param chunks the chunks in order, each a whole number of elements and none empty
     */
    ChunkedStorage(List<Storage> chunks) {
        this.chunks = List.copyOf(chunks);
        this.ends = new long[chunks.size()];
        long end = 0;
        for (int i = 0; i < ends.length; i++) {
            end += chunks.get(i).length();
            ends[i] = end;
        }
    }

    @Override
    public long length() {
        return ends.length == 0 ? 0 : ends[ends.length - 1];
    }

    @Override
    public ByteBuffer slice(long offset, long length) {
        int found = Arrays.binarySearch(ends, offset);
        int index = found >= 0 ? found + 1 : -found - 1;
        Storage chunk = chunks.get(index);
        long left = ends[index] - offset;
        return chunk.slice(chunk.length() - left, Math.min(length, left));
    }
}
