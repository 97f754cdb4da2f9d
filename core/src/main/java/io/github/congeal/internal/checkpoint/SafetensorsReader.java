package io.github.congeal.internal.checkpoint;

import io.github.congeal.CheckpointException;
import io.github.congeal.internal.checkpoint.SafetensorsHeader.Location;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Reads the <a href="https://github.com/huggingface/safetensors">safetensors</a> format: the length of the header as a
 * little-endian 64-bit number, the header, then the elements of all tensors, little-endian and without gaps.
 */
public final class SafetensorsReader {

    private static final int PREFIX = Long.BYTES;

    /** The format's own limit, in bytes. */
    private static final int LONGEST_HEADER = 100_000_000;

    private SafetensorsReader() {}

    /**
     * Opens a file by mapping it into memory; no element is read before it is asked for.
     *
     * @throws CheckpointException if there is no such file, or if it is not a valid safetensors file
     */
    public static CheckpointFile open(Path file) {
        return read(file.toString(), SegmentedBytes.open(file));
    }

    /**
     * Reads a whole stream, such as that of a resource, into memory.
     *
     * @param in the stream, which stays open
     * @param source what to call it in messages
     * @throws CheckpointException if it cannot be read, or if its content is not a valid safetensors file
     */
    public static CheckpointFile read(InputStream in, String source) {
        try {
            return read(allBytes(in), source);
        } catch (IOException e) {
            throw unreadable(source, e);
        }
    }

    /**
     * Reads a whole stream. The stream of a resource usually has all of its bytes available, which are then read
     * without growing and copying an array.
     */
    private static byte[] allBytes(InputStream in) throws IOException {
        byte[] expected = new byte[in.available()];
        int found = in.readNBytes(expected, 0, expected.length);
        byte[] rest = in.readAllBytes();
        if (found == expected.length && rest.length == 0) {
            return expected;
        }
        byte[] all = Arrays.copyOf(expected, found + rest.length);
        System.arraycopy(rest, 0, all, found, rest.length);
        return all;
    }

    /**
     * Reads the header of a resource, and the rest when a tensor is asked for.
     *
     * @param resource opens the resource
     * @param source what to call it in messages
     * @throws CheckpointException if the header cannot be read, or is malformed
     */
    public static Checkpoint header(Supplier<InputStream> resource, String source) {
        try (InputStream in = resource.get()) {
            byte[] prefix = in.readNBytes(PREFIX);
            int length = headerLength(source, ByteBuffer.wrap(prefix).order(ByteOrder.LITTLE_ENDIAN));
            byte[] json = in.readNBytes(length);
            requireWhole(source, length, json.length);
            return new ResourceCheckpoint(
                    source, SafetensorsHeader.parse(json, OptionalLong.empty(), source), resource);
        } catch (IOException e) {
            throw unreadable(source, e);
        }
    }

    private static CheckpointException unreadable(String source, IOException e) {
        return new CheckpointException(source, null, "the stream cannot be read: " + e, e);
    }

    /**
     * Reads a file's content that is in memory already.
     *
     * @param content the content, which must not be changed while the checkpoint is in use
     * @param source what to call it in messages
     * @throws CheckpointException if the content is not a valid safetensors file
     */
    public static CheckpointFile read(byte[] content, String source) {
        return read(source, SegmentedBytes.wrap(content));
    }

    /** Reads bytes that {@link Checkpoints} has found to be of this format. */
    static CheckpointFile read(String source, SegmentedBytes bytes) {
        byte[] json = headerBytes(source, bytes);
        long dataBegin = PREFIX + json.length;
        SafetensorsHeader header = SafetensorsHeader.parse(json, OptionalLong.of(bytes.size() - dataBegin), source);
        NamedTensors tensors = new NamedTensors(source, bytes.size());
        for (Location location : header.tensors().values()) {
            Storage storage = new MappedStorage(bytes, dataBegin + location.begin(), location.end() - location.begin());
            tensors.add(StoredTensor.contiguous(location.tensor(), storage));
        }
        return new CheckpointFile(source, header.metadata(), tensors, List.of(bytes));
    }

    private static byte[] headerBytes(String source, SegmentedBytes bytes) {
        int length = headerLength(source, bytes.slice(0, Math.min(bytes.size(), PREFIX)));
        requireWhole(source, length, bytes.size() - PREFIX);
        return bytes.copy(PREFIX, length);
    }

    private static int headerLength(String source, ByteBuffer prefix) {
        if (prefix.remaining() < PREFIX) {
            throw new CheckpointException(
                    source, "%s bytes are too few for a safetensors file".formatted(prefix.remaining()));
        }
        long length = prefix.getLong();
        if (length < 0 || length > LONGEST_HEADER) {
            throw new CheckpointException(
                    source,
                    String.format(
                            Locale.ROOT,
                            "a header of %s bytes is longer than the %,d that are allowed: this is not a safetensors file",
                            Long.toUnsignedString(length),
                            LONGEST_HEADER));
        }
        return (int) length;
    }

    private static void requireWhole(String source, int length, long found) {
        if (length > found) {
            throw new CheckpointException(
                    source,
                    "the header has %s bytes, but the file ends after %s of them: it may have been cut short"
                            .formatted(length, found));
        }
    }
}
