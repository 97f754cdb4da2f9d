package io.github.congeal.internal.nn;

import io.github.congeal.CheckpointException;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The named weights of a model, under the names of its checkpoint; layers ask for theirs relative to their own place.
 *
 * <p>It owns the tensors that layers made through it: {@link #close()} on the root frees them all.
 */
public final class Weights implements AutoCloseable {
    private final Source source;
    private final String prefix;
    private final Precision precision;
    private final List<Tensor> tensors;
    private final boolean gradients;

    /** All weights of a source, kept as float32. */
    public Weights(Source source) {
        this(source, Precision.FLOAT);
    }

    /** All weights of a source, kept in the given precision. */
    public Weights(Source source, Precision precision) {
        this(source, "", precision, new ArrayList<>(), true);
    }

    private Weights(Source source, String prefix, Precision precision, List<Tensor> tensors, boolean gradients) {
        this.source = source;
        this.prefix = prefix;
        this.precision = precision;
        this.tensors = tensors;
        this.gradients = gradients;
    }

    /** The weights whose names begin with {@code child} and a dot. */
    public Weights at(String child) {
        return new Weights(source, prefix + child + ".", precision, tensors, gradients);
    }

    /** The same weights, for layers of which no gradient is expected: what only that needs is made if it is asked for. */
    public Weights withoutGradients() {
        return new Weights(source, prefix, precision, tensors, false);
    }

    /** Whether layers should get ready for their way back. */
    public boolean gradients() {
        return gradients;
    }

    /** Where they come from, for messages. */
    public String origin() {
        return source.origin();
    }

    /** Whether there is a tensor of this name. */
    public boolean has(String name) {
        return source.has(prefix + name);
    }

    /** The shape of a tensor, as the checkpoint has it. */
    public long[] shape(String name) {
        return source.shape(prefix + name);
    }

    /**
     * The values of a tensor, row-major in the checkpoint's own order of dimensions.
     *
     * @param shape what it must be
     * @throws CheckpointException if it is missing or of another shape
     */
    public float[] read(String name, long... shape) {
        return source.read(prefix + name, shape);
    }

    /**
     * Keeps a tensor as the checkpoint has it, read without a detour over the heap.
     *
     * @param name its name
     * @param stored the shape that it must have in the checkpoint
     * @param shape the shape to keep it in, of as many elements
     * @throws CheckpointException if it is missing or of another shape
     */
    public Tensor keep(String name, long[] stored, long... shape) {
        return keep(target -> source.read(prefix + name, target, stored), shape);
    }

    /** Has somebody write a tensor in float32, and keeps it for as long as these weights are open. */
    Tensor keep(Consumer<FloatBuffer> writer, long... shape) {
        if (precision == Precision.FLOAT) {
            return own(Tensor.weights(writer, shape));
        }
        float[] values = new float[Math.toIntExact(Tensor.length(shape))];
        writer.accept(FloatBuffer.wrap(values));
        return keep(values, shape);
    }

    /** The names of all tensors that the whole source has, as far as it can list them. */
    Set<String> names() {
        return source.names();
    }

    /** A complaint about a tensor, to be thrown: it names the checkpoint and the tensor. */
    public CheckpointException refusal(String name, String reason) {
        return new CheckpointException(source.origin(), prefix + name, reason);
    }

    /** Keeps values as a tensor for as long as these weights are open. */
    public Tensor keep(float[] values, long... shape) {
        return own(Tensor.weights(values, precision, shape));
    }

    private Tensor own(Tensor tensor) {
        synchronized (tensors) {
            tensors.add(tensor);
        }
        return tensor;
    }

    /** The native memory that the kept tensors take. */
    public long bytes() {
        synchronized (tensors) {
            return tensors.stream()
                    .mapToLong(tensor -> tensor.length() * precision.bytes())
                    .sum();
        }
    }

    /** Frees every tensor that was kept. */
    @Override
    public void close() {
        synchronized (tensors) {
            tensors.forEach(Tensor::free);
            tensors.clear();
        }
    }

    /** Where weights come from: a checkpoint, or numbers made up in a test. */
    public interface Source {
        /** The path of the file or the name of the resource, for messages. */
        default String origin() {
            return "the weights";
        }

        /** The names of all tensors, as far as they can be listed. */
        default Set<String> names() {
            return Set.of();
        }

        /** Whether there is a tensor of this name. */
        boolean has(String name);

        /** The shape of the tensor of this name. */
        long[] shape(String name);

        /** The values of the tensor of this name, which must have this shape. */
        float[] read(String name, long... shape);

        /** Appends the values of the tensor of this name, which must have this shape, to a buffer with room for them. */
        default void read(String name, FloatBuffer target, long... shape) {
            target.put(read(name, shape));
        }
    }
}
