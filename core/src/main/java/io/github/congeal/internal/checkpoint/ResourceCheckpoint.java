package io.github.congeal.internal.checkpoint;

import io.github.congeal.CheckpointException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A safetensors file in a resource, of which only the header has been read. Each tensor that is asked for here reads all
 * of the resource: for many, {@link #again} reads it once.
 *
 * @param resource opens the resource
 */
record ResourceCheckpoint(
        String source, Map<String, String> metadata, Map<String, TensorInfo> tensors, Supplier<InputStream> resource)
        implements Checkpoint {
    /** A checkpoint whose tensors are read from the resource that begins with this header. */
    ResourceCheckpoint(String source, SafetensorsHeader header, Supplier<InputStream> resource) {
        this(source, header.metadata(), infos(header), resource);
    }

    private static Map<String, TensorInfo> infos(SafetensorsHeader header) {
        Map<String, TensorInfo> infos = new LinkedHashMap<>();
        header.tensors().forEach((name, location) -> infos.put(name, location.tensor()));
        return Collections.unmodifiableMap(infos);
    }

    @Override
    public void read(String name, FloatBuffer target) {
        try (Checkpoint whole = again()) {
            whole.read(name, target);
        }
    }

    @Override
    public void check(String name) {
        // Missing data are found when the tensor is read.
        tensor(name);
    }

    @Override
    public boolean isFile() {
        return true;
    }

    @Override
    public Checkpoint again() {
        try (InputStream in = resource.get()) {
            return SafetensorsReader.read(in, source);
        } catch (IOException e) {
            throw new CheckpointException(source, null, "the stream cannot be closed: " + e, e);
        }
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
