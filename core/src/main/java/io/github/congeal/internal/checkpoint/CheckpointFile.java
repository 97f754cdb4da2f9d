package io.github.congeal.internal.checkpoint;

import io.github.congeal.CheckpointException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An open checkpoint of any format. Its tensors can also be read in their own type. */
public final class CheckpointFile implements Checkpoint {

    private final String source;
    private final Map<String, String> metadata;
    private final NamedTensors stored;
    private final List<SegmentedBytes> bytes;
    private final List<FileVersion> versions;
    private final Map<String, TensorInfo> tensors;

    /**
     * A checkpoint with the tensors that a reader has found.
     *
     * @param bytes the files, closed by {@link #close()}
     */
    CheckpointFile(String source, Map<String, String> metadata, NamedTensors stored, List<SegmentedBytes> bytes) {
        this.source = source;
        this.metadata = metadata;
        this.stored = stored;
        this.bytes = bytes;
        this.versions = bytes.stream()
                .map(SegmentedBytes::version)
                .flatMap(Optional::stream)
                .toList();
        Map<String, TensorInfo> infos = new LinkedHashMap<>();
        stored.all().forEach((name, tensor) -> infos.put(name, tensor.info()));
        this.tensors = Collections.unmodifiableMap(infos);
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public Map<String, String> metadata() {
        return metadata;
    }

    @Override
    public Map<String, TensorInfo> tensors() {
        return tensors;
    }

    /** The names of the tensors that are not part of the model, such as the state of an optimiser. */
    public Set<String> outsideTheModel() {
        return stored.outsideTheModel();
    }

    /**
     * Descriptions, by name, of the values in a tensor's place that cannot be read: complex numbers, sparse tensors and
     * objects of unknown classes.
     */
    public Map<String, String> unread() {
        return stored.unread();
    }

    @Override
    public TensorInfo tensor(String name) {
        return stored(name).info();
    }

    @Override
    public void read(String name, FloatBuffer target) {
        TensorInfo tensor = tensor(name);
        if (tensor.elementCount() > target.remaining()) {
            throw new IllegalArgumentException("the %s elements of %s do not fit into the %s that remain of the buffer"
                    .formatted(tensor.elementCount(), name, target.remaining()));
        }
        try {
            stored(name).forEachPiece(piece -> tensor.dataType().decode(piece, target));
        } catch (IOException e) {
            throw new CheckpointException(source, name, "the file cannot be read any more: " + e, e);
        }
    }

    @Override
    public void check(String name) {
        stored(name).storage().check();
    }

    @Override
    public boolean isFile() {
        return !versions.isEmpty();
    }

    @Override
    public Checkpoint again() {
        versions.forEach(FileVersion::requireUnchanged);
        return Checkpoints.open(Path.of(source));
    }

    /**
     * Writes a tensor's elements to a channel in row-major order, in their own type, little-endian.
     *
     * @throws CheckpointException if the file has no such tensor
     * @throws IllegalStateException if this checkpoint is closed
     * @throws IOException if the channel fails
     */
    public void copy(String name, WritableByteChannel target) throws IOException {
        StoredTensor tensor = stored(name);
        tensor.forEachPiece(piece -> {
            ByteBuffer elements = piece.order() == ByteOrder.LITTLE_ENDIAN
                    ? piece
                    : swapped(piece, tensor.info().dataType().bytes());
            while (elements.hasRemaining()) {
                target.write(elements);
            }
        });
    }

    /**
     * A tensor's elements in row-major order, in the type and byte order of the file.
     *
     * @throws CheckpointException if the file has no such tensor, or if it has more bytes than an array can hold
     * @throws IllegalStateException if this checkpoint is closed
     */
    public byte[] readBytes(String name) {
        StoredTensor tensor = stored(name);
        if (tensor.info().byteCount() > Integer.MAX_VALUE - 8) {
            throw new CheckpointException(
                    source, name, tensor.info().byteCount() + " bytes are more than an array can hold");
        }
        ByteBuffer elements = ByteBuffer.allocate((int) tensor.info().byteCount());
        try {
            tensor.forEachPiece(elements::put);
        } catch (IOException e) {
            throw new CheckpointException(source, name, "the file cannot be read any more: " + e, e);
        }
        return elements.array();
    }

    private static ByteBuffer swapped(ByteBuffer piece, int elementSize) {
        ByteBuffer swapped = ByteBuffer.allocate(piece.remaining());
        for (int i = 0; i < swapped.capacity(); i++) {
            int inElement = i % elementSize;
            swapped.put(piece.get(piece.position() + i - inElement + elementSize - 1 - inElement));
        }
        return swapped.flip();
    }

    StoredTensor stored(String name) {
        StoredTensor tensor = stored.all().get(name);
        if (tensor != null) {
            return tensor;
        }
        String found = stored.unread().get(name);
        throw new CheckpointException(
                source,
                name,
                found == null ? "the file has no such tensor" : "here is " + found + ", which cannot be read");
    }

    List<SegmentedBytes> bytes() {
        return bytes;
    }

    @Override
    public void close() {
        bytes.forEach(SegmentedBytes::close);
    }
}
