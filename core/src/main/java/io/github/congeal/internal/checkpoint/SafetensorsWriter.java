package io.github.congeal.internal.checkpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.congeal.CheckpointException;
import io.github.congeal.internal.file.AtomicFile;
import io.github.congeal.internal.file.FileFault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes a safetensors file. Tensors with the largest elements come first and the header is padded, so that every element is
 * aligned in a mapped file; tensors with elements of the same size keep the order in which they were added.
 */
public final class SafetensorsWriter {

    private static final int ALIGNMENT = Long.BYTES;
    private static final int CHUNK = 1 << 20;

    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final List<Content> contents = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    private record Content(TensorInfo tensor, Elements elements) {}

    /** Supplies the elements of a tensor when the file is written. */
    @FunctionalInterface
    public interface Elements {
        /**
         * Writes all elements in row-major order, in the tensor's type, little-endian.
         *
         * @throws IOException if they cannot be written
         */
        void writeTo(WritableByteChannel target) throws IOException;
    }

    /** Adds an entry to the file's metadata; replaces an earlier value of the key. */
    public SafetensorsWriter metadata(String key, String value) {
        metadata.put(key, value);
        return this;
    }

    /**
     * Adds a tensor of floats.
     *
     * @param name its name, unique in the file
     * @param elements its elements in row-major order, which are read when the file is written
     * @param shape its dimensions, outermost first; none for a scalar
     * @throws IllegalArgumentException if the name is taken or the shape asks for another number of elements
     */
    public SafetensorsWriter add(String name, float[] elements, long... shape) {
        return add(new TensorInfo(name, DataType.F32, shape), FloatBuffer.wrap(elements));
    }

    /**
     * Adds a tensor of any floating-point type. Elements are rounded to the nearest value of that type.
     *
     * @param tensor its name, unique in the file, type and shape
     * @param elements its elements in row-major order, from the buffer's position to its limit, which are read when the
     *     file is written
     * @throws IllegalArgumentException if the name is taken, the type is not a floating-point type, or the shape asks
     *     for another number of elements
     */
    public SafetensorsWriter add(TensorInfo tensor, FloatBuffer elements) {
        if (!tensor.dataType().isFloatingPoint()) {
            throw new IllegalArgumentException(tensor + " is not of a floating-point type");
        }
        if (tensor.elementCount() != elements.remaining()) {
            throw new IllegalArgumentException("%s has %s elements, but %s were given"
                    .formatted(tensor, tensor.elementCount(), elements.remaining()));
        }
        FloatBuffer slice = elements.slice();
        return add(tensor, target -> encode(tensor.dataType(), slice, target));
    }

    /**
     * Adds a tensor of any type.
     *
     * @param tensor its name, unique in the file, type and shape
     * @param elements supplies the elements when the file is written
     * @throws IllegalArgumentException if the name is taken
     */
    public SafetensorsWriter add(TensorInfo tensor, Elements elements) {
        if (tensor.name().equals(SafetensorsHeader.METADATA) || !names.add(tensor.name())) {
            throw new IllegalArgumentException("the name " + tensor.name() + " is taken");
        }
        contents.add(new Content(tensor, elements));
        return this;
    }

    /**
     * Writes the file atomically: a file of that name is replaced only once the new one is complete.
     *
     * @throws CheckpointException if it cannot be written
     */
    public void write(Path file) {
        try {
            AtomicFile.write(file, this::write);
        } catch (IOException e) {
            throw new CheckpointException(
                    file.toString(), null, "the file cannot be written: " + FileFault.reason(e), e);
        }
    }

    private void write(OutputStream out) throws IOException {
        CountingChannel channel = new CountingChannel(Channels.newChannel(out));
        List<Content> ordered = contents.stream()
                .sorted(Comparator.comparing(
                        content -> content.tensor.dataType().bytes(), Comparator.reverseOrder()))
                .toList();
        byte[] header = header(ordered);
        writeFully(
                ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(0, header.length), channel);
        writeFully(ByteBuffer.wrap(header), channel);
        for (Content content : ordered) {
            long end = channel.count() + content.tensor.byteCount();
            content.elements.writeTo(channel);
            if (channel.count() != end) {
                throw new IOException("%s takes %s bytes, but %s were written"
                        .formatted(
                                content.tensor,
                                content.tensor.byteCount(),
                                content.tensor.byteCount() + channel.count() - end));
            }
        }
    }

    private static void encode(DataType dataType, FloatBuffer elements, WritableByteChannel channel)
            throws IOException {
        ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        int step = CHUNK / dataType.bytes();
        for (int done = 0; done < elements.limit(); done += step) {
            dataType.encode(elements.slice(done, Math.min(step, elements.limit() - done)), chunk);
            writeFully(chunk.flip(), channel);
            chunk.clear();
        }
    }

    private byte[] header(List<Content> ordered) throws IOException {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        try (JsonGenerator generator = new JsonFactory().createGenerator(json)) {
            generator.writeStartObject();
            if (!metadata.isEmpty()) {
                generator.writeObjectFieldStart(SafetensorsHeader.METADATA);
                for (Map.Entry<String, String> entry : metadata.entrySet()) {
                    generator.writeStringField(entry.getKey(), entry.getValue());
                }
                generator.writeEndObject();
            }
            long offset = 0;
            for (Content content : ordered) {
                TensorInfo tensor = content.tensor;
                generator.writeObjectFieldStart(tensor.name());
                generator.writeStringField("dtype", tensor.dataType().name());
                writeSizes(generator, "shape", tensor.shape());
                writeSizes(generator, "data_offsets", offset, offset += tensor.byteCount());
                generator.writeEndObject();
            }
            generator.writeEndObject();
        }
        int padded = (json.size() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        byte[] header = Arrays.copyOf(json.toByteArray(), padded);
        Arrays.fill(header, json.size(), padded, (byte) ' ');
        return header;
    }

    private static void writeSizes(JsonGenerator generator, String key, long... sizes) throws IOException {
        generator.writeFieldName(key);
        generator.writeArray(sizes, 0, sizes.length);
    }

    private static void writeFully(ByteBuffer bytes, WritableByteChannel channel) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
