package io.github.congeal.internal.checkpoint;

import io.github.congeal.CheckpointException;
import io.github.congeal.internal.checkpoint.MessagePackReader.Binary;
import io.github.congeal.internal.checkpoint.MessagePackReader.Extension;
import io.github.congeal.internal.checkpoint.MessagePackReader.MessagePackException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files of {@code flax.serialization.to_bytes}: nested MessagePack maps, whose leaves are arrays. An array is an
 * extension with the shape, NumPy's name of the type, and the elements; large arrays are split into chunks. The name of a
 * tensor is its path of keys, joined by dots.
 */
final class FlaxReader {
    private static final int ARRAY = 1;
    private static final int SCALAR = 3;
    private static final String CHUNKED = "__msgpack_chunked_array__";
    private static final int MOST_DIMENSIONS = 64;

    private final String source;
    private final SegmentedBytes bytes;
    private final NamedTensors tensors;

    private FlaxReader(String source, SegmentedBytes bytes) {
        this.source = source;
        this.bytes = bytes;
        this.tensors = new NamedTensors(source, bytes.size());
    }

    /**
     * Reads the maps; the elements of arrays are read on demand.
     *
     * @throws CheckpointException if the file is damaged, or if it is MessagePack of another kind
     */
    static CheckpointFile read(String source, SegmentedBytes bytes) {
        FlaxReader reader = new FlaxReader(source, bytes);
        try {
            MessagePackReader values = new MessagePackReader(bytes, 0, bytes.size());
            Object root = values.next();
            if (!values.isAtEnd()) {
                throw new CheckpointException(source, "something follows the end of its MessagePack value");
            }
            reader.visit(root, "");
        } catch (MessagePackException e) {
            throw new CheckpointException(source, null, "its MessagePack is damaged " + e.getMessage(), e);
        }
        if (reader.tensors.all().isEmpty()) {
            throw new CheckpointException(source, "the file holds no tensors");
        }
        return new CheckpointFile(source, Map.of(), reader.tensors, List.of(bytes));
    }

    private void visit(@Nullable Object value, String path) {
        if (path.length() > NamedTensors.LONGEST_NAME) {
            throw new CheckpointException(source, path, "the name is longer than any model's");
        }
        if (value instanceof Map<?, ?> map) {
            if (map.containsKey(CHUNKED)) {
                tensors.add(chunked(map, path));
            } else {
                map.forEach((key, entry) -> visit(entry, path.isEmpty() ? "" + key : path + "." + key));
            }
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                visit(list.get(i), path.isEmpty() ? "" + i : path + "." + i);
            }
        } else if (value instanceof Extension extension) {
            if (extension.type() == ARRAY || extension.type() == SCALAR) {
                readArray(extension, path);
            } else {
                tensors.addUnread(path, "MessagePack extension " + extension.type());
            }
        }
    }

    private void readArray(Extension extension, String path) {
        Array array = array(extension, path);
        if (array.dataType == null) {
            tensors.addUnread(path, "an array of " + array.typeName);
        } else {
            tensors.add(StoredTensor.contiguous(
                    info(path, array.dataType, array.shape, array.elements.length()), array.elements));
        }
    }

    private record Array(String typeName, @Nullable DataType dataType, long[] shape, Storage elements) {}

    private Array array(Extension extension, String path) {
        MessagePackReader values =
                new MessagePackReader(bytes, extension.begin(), extension.begin() + extension.length());
        if (!(values.next() instanceof List<?> parts)
                || parts.size() != 3
                || !(parts.get(0) instanceof List<?> dimensions)
                || !(parts.get(2) instanceof Binary elements)) {
            throw new CheckpointException(source, path, "an array is not a list of shape, type and bytes");
        }
        String type = parts.get(1) instanceof Binary name
                ? new String(bytes.copy(name.begin(), (int) Math.min(name.length(), 100)), StandardCharsets.US_ASCII)
                : String.valueOf(parts.get(1));
        Storage storage = new MappedStorage(bytes, elements.begin(), elements.length());
        return new Array(type, DataType.named(type), shape(dimensions, path), storage);
    }

    private StoredTensor chunked(Map<?, ?> map, String path) {
        if (!(map.get("shape") instanceof Map<?, ?> sizes) || !(map.get("chunks") instanceof Map<?, ?> parts)) {
            throw new CheckpointException(source, path, "a chunked array lacks its shape or its chunks");
        }
        DataType dataType = null;
        List<Storage> chunks = new ArrayList<>();
        long length = 0;
        for (Object part : inOrder(parts, path)) {
            if (!(part instanceof Extension extension) || extension.type() != ARRAY) {
                throw new CheckpointException(source, path, "a chunk is no array");
            }
            Array chunk = array(extension, path);
            if (chunk.dataType == null || dataType != null && dataType != chunk.dataType) {
                throw new CheckpointException(source, path, "chunks of type " + chunk.typeName + " are not read");
            }
            dataType = chunk.dataType;
            if (chunk.elements.length() % dataType.bytes() != 0) {
                throw new CheckpointException(source, path, "a chunk ends in the middle of an element");
            }
            if (chunk.elements.length() > 0) {
                chunks.add(chunk.elements);
                length += chunk.elements.length();
            }
        }
        if (dataType == null) {
            throw new CheckpointException(source, path, "a chunked array has no chunks");
        }
        long[] shape = shape(inOrder(sizes, path), path);
        return StoredTensor.contiguous(info(path, dataType, shape, length), new ChunkedStorage(chunks));
    }

    /** The values of a map whose keys are "0", "1" and so on. */
    private List<@Nullable Object> inOrder(Map<?, ?> map, String path) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < map.size(); i++) {
            if (!map.containsKey(Integer.toString(i))) {
                throw new CheckpointException(source, path, "a chunked array lacks part " + i);
            }
            values.add(map.get(Integer.toString(i)));
        }
        return values;
    }

    private long[] shape(List<?> dimensions, String path) {
        if (dimensions.size() > MOST_DIMENSIONS || !dimensions.stream().allMatch(Long.class::isInstance)) {
            throw new CheckpointException(source, path, "its shape is no list of a few numbers");
        }
        return dimensions.stream()
                .mapToLong(size -> (Long) Objects.requireNonNull(size))
                .toArray();
    }

    private TensorInfo info(String path, DataType dataType, long[] shape, long length) {
        try {
            TensorInfo info = new TensorInfo(path, dataType, shape);
            if (info.byteCount() != length) {
                throw new CheckpointException(
                        source, path, "%s takes %s bytes, but has %s".formatted(info, info.byteCount(), length));
            }
            return info;
        } catch (IllegalArgumentException e) {
            throw new CheckpointException(source, path, String.valueOf(e.getMessage()), e);
        }
    }
}
