package io.github.congeal.internal.checkpoint;

import io.github.congeal.CheckpointException;
import io.github.congeal.internal.file.FileFault;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a memory-mapped file or of an array, readable at any offset. A file beyond two gigabytes is mapped as several
 * segments, each of which fits into a buffer.
 *
 * <p>Pages of a mapping that were read stay in the program's resident memory, so large tensors are {@linkplain #piece read}
 * from the file instead. {@link #close} closes the file; the garbage collector then returns the address space. The file must
 * not be truncated before that.
 */
final class SegmentedBytes implements AutoCloseable {

    /** A slice of at least this many requested bytes has at least this many, so any element fits into one slice. */
    static final int SHORTEST_SLICE = Long.BYTES;

    private static final int SEGMENT_SIZE = 1 << 30;

    private final long size;
    private final int segmentSize;

    /** Null once closed. Each segment overlaps the next one by {@link #SHORTEST_SLICE} bytes. */
    private volatile ByteBuffer @Nullable [] segments;

    /** Null for an array. Unlike a channel, it is not closed when the reading thread is interrupted. */
    private final @Nullable RandomAccessFile file;

    private final @Nullable FileVersion version;

    private SegmentedBytes(
            ByteBuffer[] segments,
            int segmentSize,
            long size,
            @Nullable RandomAccessFile file,
            @Nullable FileVersion version) {
        this.segments = segments;
        this.segmentSize = segmentSize;
        this.size = size;
        this.file = file;
        this.version = version;
    }

    /**
     * Maps a file.
     *
     * @throws CheckpointException if there is no such file, or if it cannot be read
     */
    static SegmentedBytes open(Path file) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new CheckpointException(file.toString(), "it is not a file");
        }
        try {
            return map(file);
        } catch (ClosedByInterruptException e) {
            throw new CancellationException("the thread was interrupted while a file was being opened");
        } catch (NoSuchFileException e) {
            throw new CheckpointException(file.toString(), null, "there is no such file", e);
        } catch (IOException e) {
            throw new CheckpointException(file.toString(), null, "the file cannot be read: " + FileFault.reason(e), e);
        }
    }

    /** Maps a file. */
    static SegmentedBytes map(Path file) throws IOException {
        return map(file, SEGMENT_SIZE);
    }

    /** Maps a file in segments of the given size. */
    static SegmentedBytes map(Path file, int segmentSize) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            FileVersion version = FileVersion.of(file);
            long size = channel.size();
            ByteBuffer[] segments = new ByteBuffer[Math.toIntExact((size + segmentSize - 1) / segmentSize)];
            for (int i = 0; i < segments.length; i++) {
                long begin = (long) i * segmentSize;
                long end = Math.min(size, begin + segmentSize + SHORTEST_SLICE);
                segments[i] = channel.map(MapMode.READ_ONLY, begin, end - begin);
            }
            RandomAccessFile readable = new RandomAccessFile(file.toFile(), "r");
            return new SegmentedBytes(segments, segmentSize, size, readable, version);
        }
    }

    /** Wraps an array. */
    static SegmentedBytes wrap(byte[] bytes) {
        ByteBuffer[] single = {ByteBuffer.wrap(bytes).asReadOnlyBuffer()};
        return new SegmentedBytes(single, Integer.MAX_VALUE, bytes.length, null, null);
    }

    /** The version of the file that was mapped; empty for an array. */
    Optional<FileVersion> version() {
        return Optional.ofNullable(version);
    }

    /** The number of bytes. */
    long size() {
        return size;
    }

    /**
     * A view of the bytes from {@code offset} on.
     *
     * @param offset where the view begins
     * @param length how many bytes are wanted, all of them within these bytes
     * @return a little-endian, read-only buffer with {@code length} bytes remaining, or fewer at the end of a segment,
     *     though no fewer than {@link #SHORTEST_SLICE}; the next slice has the rest
     * @throws IndexOutOfBoundsException if the range is not within these bytes
     * @throws IllegalStateException if they are closed
     */
    ByteBuffer slice(long offset, long length) {
        Objects.checkFromIndexSize(offset, length, size);
        ByteBuffer[] open = openSegments();
        if (length == 0) {
            return ByteBuffer.allocate(0);
        }
        ByteBuffer segment = open[(int) (offset / segmentSize)];
        int begin = (int) (offset % segmentSize);
        int available = (int) Math.min(length, segment.limit() - begin);
        return segment.slice(begin, available).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * As {@link #slice}, but read from the file, so that nothing stays in resident memory.
     *
     * @param offset where the bytes begin
     * @param length how many are wanted, at least 1, all of them within these bytes
     * @param room the array to read into
     * @return as {@link #slice}, but at most as many as there is room for; valid until the room is used again
     * @throws IOException if the file cannot be read any more
     */
    ByteBuffer piece(long offset, long length, byte[] room) throws IOException {
        RandomAccessFile open = file;
        if (open == null || room.length < SHORTEST_SLICE) {
            return slice(offset, length);
        }
        Objects.checkFromIndexSize(offset, length, size);
        int count = (int) Math.min(length, room.length);
        checkOpen();
        synchronized (open) {
            open.seek(offset);
            open.readFully(room, 0, count);
        }
        return ByteBuffer.wrap(room, 0, count).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * The segments.
     *
     * @throws IllegalStateException if they are closed
     */
    private ByteBuffer[] openSegments() {
        ByteBuffer[] open = segments;
        if (open == null) {
            throw new IllegalStateException("the checkpoint is closed");
        }
        return open;
    }

    /** Throws IllegalStateException if they are closed. */
    void checkOpen() {
        openSegments();
    }

    /** A copy of the bytes from {@code offset} on. */
    byte[] copy(long offset, int length) {
        byte[] copy = new byte[length];
        for (int done = 0; done < length; ) {
            ByteBuffer slice = slice(offset + done, length - done);
            int count = slice.remaining();
            slice.get(copy, done, count);
            done += count;
        }
        return copy;
    }

    /** Closes the file and releases the mapping. Closing twice does nothing. */
    @Override
    public void close() {
        segments = null;
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
