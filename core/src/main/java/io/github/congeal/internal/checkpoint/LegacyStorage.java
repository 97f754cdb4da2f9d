package io.github.congeal.internal.checkpoint;

import io.github.congeal.CheckpointException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A storage of a legacy file: the number of its elements, then the elements. Its offset is known only after the pickles were
 * read.
 */
final class LegacyStorage implements Storage {
    private final String source;
    private final SegmentedBytes file;
    private final String key;
    private final TorchStorageType type;
    private final long length;
    private long begin;
    private volatile boolean checked;

    LegacyStorage(String source, SegmentedBytes file, String key, TorchStorageType type, long length) {
        this.source = source;
        this.file = file;
        this.key = key;
        this.type = type;
        this.length = length;
    }

    TorchStorageType type() {
        return type;
    }

    @Override
    public long length() {
        return length;
    }

    /**
     * Sets the offset.
     *
     * @param position the offset of the number of its elements
     * @return the offset of its end, exclusive
     * @throws CheckpointException if the file ends before that
     */
    long place(long position) {
        begin = position + Long.BYTES;
        if (begin > file.size() || length > file.size() - begin) {
            throw new CheckpointException(
                    source, "storage " + key, "it ends beyond the end of the file, which may have been cut short");
        }
        return begin + length;
    }

    @Override
    public ByteBuffer slice(long offset, long length) {
        check();
        return file.slice(begin + offset, length);
    }

    @Override
    public ByteBuffer piece(long offset, long length, byte[] room) throws IOException {
        check();
        return file.piece(begin + offset, length, room);
    }

    @Override
    public void check() {
        if (!checked) {
            long elements = file.slice(begin - Long.BYTES, Long.BYTES).getLong();
            if (elements != this.length / type.elementSize()) {
                throw new CheckpointException(
                        source,
                        "storage " + key,
                        "it has %s elements instead of %s".formatted(elements, this.length / type.elementSize()));
            }
            checked = true;
        }
    }
}
