package io.github.congeal.internal.checkpoint;

import io.github.congeal.CheckpointException;
import java.nio.FloatBuffer;
import java.util.Map;

/**
 * A file of named tensors, open for reading. Whatever their type in the file, their elements are read as floats.
 *
 * <p>Several threads may read from one checkpoint at the same time, until one of them closes it.
 */
public interface Checkpoint extends AutoCloseable {

    /** The path of the file or the name of the resource, for messages. */
    String source();

    /** Everything that the file says of itself besides its tensors; empty where it says nothing. */
    Map<String, String> metadata();

    /** The tensors by their names, in the file's order. */
    Map<String, TensorInfo> tensors();

    /**
     * The tensor of the given name.
     *
     * @throws CheckpointException if the file has none
     */
    default TensorInfo tensor(String name) {
        TensorInfo tensor = tensors().get(name);
        if (tensor == null) {
            throw new CheckpointException(source(), name, "the file has no such tensor");
        }
        return tensor;
    }

    /**
     * Reads a tensor into an array, in row-major order.
     *
     * @throws CheckpointException if the file has no such tensor, or if it has more elements than an array can hold
     * @throws IllegalStateException if this checkpoint is closed
     */
    default float[] read(String name) {
        TensorInfo tensor = tensor(name);
        if (tensor.elementCount() > Integer.MAX_VALUE - 8) {
            throw new CheckpointException(
                    source(), name, tensor.elementCount() + " elements are more than an array can hold");
        }
        float[] elements = new float[(int) tensor.elementCount()];
        read(name, FloatBuffer.wrap(elements));
        return elements;
    }

    /**
     * Appends a tensor's elements to a buffer, in row-major order, and moves the buffer's position past them.
     *
     * @param name the tensor's name
     * @param target a buffer with room for all its elements, direct or not
     * @throws CheckpointException if the file has no such tensor
     * @throws IllegalArgumentException if the buffer has too little room
     * @throws IllegalStateException if this checkpoint is closed
     */
    void read(String name, FloatBuffer target);

    /**
     * Makes sure that a tensor can be read, without reading it where that can be told without.
     *
     * @throws CheckpointException if the file has no such tensor, or if its elements are not where they should be
     */
    void check(String name);

    /** Whether {@link #again()} works: with files and resources, not with what was only in memory. */
    boolean isFile();

    /**
     * The same file, opened once more; this checkpoint may be closed.
     *
     * @throws CheckpointException if the file is gone or has changed since this checkpoint was opened
     */
    Checkpoint again();

    /** Lets go of the file. Closing twice does nothing. */
    @Override
    void close();
}
