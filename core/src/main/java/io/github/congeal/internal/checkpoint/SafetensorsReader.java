package io.github.congeal.internal.checkpoint;

import io.github.congeal.CheckpointException;
import io.github.congeal.internal.checkpoint.SafetensorsHeader.Location;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads the <a href="https://github.com/huggingface/safetensors">safetensors</a> format: the length of the header as a
 * little-endian 64-bit number, the header, then the elements of all tensors, little-endian and without gaps.
 */
public final class SafetensorsReader implements Checkpoint {

    private static final int PREFIX = Long.BYTES;

    /** The format's own limit. */
    private static final int LONGEST_HEADER = 100_000_000;

    private final String source;
    private final SegmentedBytes bytes;
    private final long dataBegin;
    private final SafetensorsHeader header;
    private final Map<String, TensorInfo> tensors;

    private SafetensorsReader(String source, SegmentedBytes bytes) {
        this.source = source;
        this.bytes = bytes;
        byte[] json = headerBytes();
        this.dataBegin = PREFIX + json.length;
        this.header = SafetensorsHeader.parse(json, bytes.size() - dataBegin, source);
        Map<String, TensorInfo> named = new LinkedHashMap<>();
        header.tensors().forEach((name, location) -> named.put(name, location.tensor()));
        this.tensors = Collections.unmodifiableMap(named);
    }

    /**
     * Opens a file by mapping it into memory; no element is read before it is asked for.
     *
     * @throws CheckpointException if there is no such file, or if it is not a sound safetensors file
     */
    public static Checkpoint open(Path file) {
        try {
            return new SafetensorsReader(file.toString(), SegmentedBytes.map(file));
        } catch (NoSuchFileException e) {
            throw new CheckpointException(file.toString(), null, "there is no such file", e);
        } catch (IOException e) {
            throw new CheckpointException(file.toString(), null, "the file cannot be read: " + e, e);
        }
    }

    /**
     * Reads a whole stream, such as that of a resource, into memory.
     *
     * @param in the stream, which stays open
     * @param source what to call it in messages
     * @throws CheckpointException if it cannot be read, or if its content is not a sound safetensors file
     */
    public static Checkpoint read(InputStream in, String source) {
        try {
            return read(in.readAllBytes(), source);
        } catch (IOException e) {
            throw new CheckpointException(source, null, "the stream cannot be read: " + e, e);
        }
    }

    /**
     * Reads a file's content that is in memory already.
     *
     * @param content the content, which must not be changed while the checkpoint is in use
     * @param source what to call it in messages
     * @throws CheckpointException if the content is not a sound safetensors file
     */
    public static Checkpoint read(byte[] content, String source) {
        return new SafetensorsReader(source, SegmentedBytes.wrap(content));
    }

    private byte[] headerBytes() {
        if (bytes.size() < PREFIX) {
            throw new CheckpointException(
                    source, "%d bytes are too few for a safetensors file".formatted(bytes.size()));
        }
        long length = bytes.slice(0, PREFIX).getLong();
        if (length < 0 || length > LONGEST_HEADER) {
            throw new CheckpointException(
                    source,
                    "a header of %s bytes is longer than the %,d that are allowed: this is not a safetensors file"
                            .formatted(Long.toUnsignedString(length), LONGEST_HEADER));
        }
        if (length > bytes.size() - PREFIX) {
            throw new CheckpointException(
                    source,
                    "the header has %d bytes, but the file ends after %d of them: it may have been cut short"
                            .formatted(length, bytes.size() - PREFIX));
        }
        byte[] json = new byte[(int) length];
        for (int done = 0; done < json.length; ) {
            ByteBuffer slice = bytes.slice(PREFIX + done, json.length - done);
            int count = slice.remaining();
            slice.get(json, done, count);
            done += count;
        }
        return json;
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public Map<String, String> metadata() {
        return header.metadata();
    }

    @Override
    public Map<String, TensorInfo> tensors() {
        return tensors;
    }

    @Override
    public void read(String name, FloatBuffer target) {
        TensorInfo tensor = tensor(name);
        if (tensor.elementCount() > target.remaining()) {
            throw new IllegalArgumentException("the %d elements of %s do not fit into the %d that remain of the buffer"
                    .formatted(tensor.elementCount(), name, target.remaining()));
        }
        Location location = header.tensors().get(name);
        int elementSize = tensor.dataType().bytes();
        long offset = dataBegin + location.begin();
        long end = dataBegin + location.end();
        while (offset < end) {
            ByteBuffer slice = bytes.slice(offset, end - offset);
            slice.limit(slice.limit() - slice.limit() % elementSize);
            offset += slice.limit();
            tensor.dataType().decode(slice, target);
        }
    }

    @Override
    public void close() {
        bytes.close();
    }
}
