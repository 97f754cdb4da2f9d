package io.github.congeal.internal.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A sequence of bytes in a file, which has the elements of tensors. */
interface Storage {
    /** The number of bytes. */
    long length();

    /**
     * A view of the bytes from {@code offset} on.
     *
     * @param offset where the view begins
     * @param length how many bytes are wanted, at least 1, all of them within this storage
     * @return a read-only buffer with {@code length} bytes remaining, or fewer, but at least one whole element
     */
    ByteBuffer slice(long offset, long length);

    /**
     * As {@link #slice}, but bytes of a file are read into {@code room} instead of mapped, so that they do not stay in
     * memory. Valid until the room is used again.
     *
     * @throws IOException if the file cannot be read any more
     */
    default ByteBuffer piece(long offset, long length, byte[] room) throws IOException {
        return slice(offset, length);
    }

    /**
     * Checks that the bytes are in the file, without reading them if possible.
     *
     * @throws io.github.congeal.CheckpointException if they are not
     */
    default void check() {}

    /** The number of bytes to be decompressed into memory before the first one can be read; 0 if it is not compressed. */
    default long unpacked() {
        return 0;
    }
}
