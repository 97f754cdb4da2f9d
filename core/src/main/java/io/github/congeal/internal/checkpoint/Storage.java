package io.github.congeal.internal.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A run of bytes in a file from which tensors take their elements. */
interface Storage {
    /** The number of bytes. */
    long length();

    /**
     * A view of the bytes from {@code offset} on.
     *
     * @param offset where the view begins
     * @param length how many bytes are wanted, at least 1, all of them within this storage
     * @return a read-only buffer with {@code length} bytes remaining, or fewer, though a whole element at least
     */
    ByteBuffer slice(long offset, long length);

    /**
     * As {@link #slice}, but where the bytes lie in a file they are read into {@code room}, so that they do not stay in
     * memory. Valid until the room is used again.
     *
     * @throws IOException if the file cannot be read any more
     */
    default ByteBuffer piece(long offset, long length, byte[] room) throws IOException {
        return slice(offset, length);
    }

    /**
     * Makes sure that the bytes are where they should be, and reads none of them if that can be told without.
     *
     * @throws io.github.congeal.CheckpointException if they are not
     */
    default void check() {}

    /** The number of bytes that have to be unpacked into memory before the first one can be read; 0 if none. */
    default long unpacked() {
        return 0;
    }
}
