package io.github.congeal.internal.nn;

import io.github.congeal.CheckpointException;
import io.github.congeal.internal.tensor.Convolution;
import io.github.congeal.internal.tensor.Device;
import io.github.congeal.internal.tensor.Filter;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The named weights of a model, under the names of its checkpoint; each layer reads its own under names relative to a
 * prefix.
 *
 * <p>This object owns the tensors that layers create through it: {@link #close()} on the root frees them all. Layers
 * must be created by one thread.
 */
public final class Weights implements AutoCloseable {
    /** The number of values that are checked at a time. */
    private static final int MOST_READ = 1 << 16;

    private final Source source;
    private final Device device;
    private final String prefix;
    private final Precision precision;
    private final Kept kept;
    private final boolean gradients;

    /** All weights of a source, kept as float32 on a device. */
    public Weights(Source source, Device device) {
        this(source, device, Precision.FLOAT);
    }

    /** All weights of a source, kept in the given precision on a device. */
    public Weights(Source source, Device device, Precision precision) {
        this(source, device, "", precision, new Kept(), true);
    }

    /**
     * Weights whose values are read later. Only names and shapes are read now; tensors that layers keep by name have no
     * values before {@link #fill}.
     */
    public static Weights later(Source source, Device device) {
        Weights weights = new Weights(source, device);
        weights.kept.isLater = true;
        return weights;
    }

    private Weights(Source source, Device device, String prefix, Precision precision, Kept kept, boolean gradients) {
        this.source = source;
        this.device = device;
        this.prefix = prefix;
        this.precision = precision;
        this.kept = kept;
        this.gradients = gradients;
    }

    /** The device of the model. */
    public Device device() {
        return device;
    }

    /** The weights whose names begin with {@code child} and a dot. */
    public Weights at(String child) {
        return new Weights(source, device, prefix + child + ".", precision, kept, gradients);
    }

    /**
     * The same weights, for layers whose backward pass is not expected: what only the backward pass needs is made on
     * its first use.
     */
    public Weights withoutGradients() {
        return new Weights(source, device, prefix, precision, kept, false);
    }

    /** The path of the file or the name of the resource, for messages. */
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
     * @param shape the shape that it must have
     * @throws CheckpointException if it is missing or of another shape
     */
    public float[] read(String name, long... shape) {
        return source.read(prefix + name, shape);
    }

    /**
     * As {@link #read}, in an array that may be longer than the tensor and is reused by the next call: for large
     * tensors that are rearranged immediately, so that reading them leaves no garbage.
     */
    public float[] borrow(String name, long... shape) {
        return borrow(source, prefix + name, shape);
    }

    private float[] borrow(Source from, String name, long... shape) {
        int count = Math.toIntExact(Tensor.length(shape));
        if (kept.borrowed.length < count) {
            // A small heap has no room for both arrays: the shorter one can be collected from now on.
            trim();
            kept.borrowed = new float[count];
        }
        from.read(name, FloatBuffer.wrap(kept.borrowed, 0, count), shape);
        return kept.borrowed;
    }

    /** As {@link #read}, appended to a buffer with room for the tensor. */
    public void read(String name, FloatBuffer target, long... shape) {
        source.read(prefix + name, target, shape);
    }

    /**
     * Checks that an existing tensor can be read, without reading its values.
     *
     * @throws CheckpointException if it cannot
     */
    void requireReadable(String name) {
        source.requireReadable(prefix + name);
    }

    /**
     * Keeps a tensor as the checkpoint has it, read without going through the heap.
     *
     * @param name its name
     * @param stored the shape that it must have in the checkpoint
     * @param shape the shape to keep it in, of as many elements
     * @throws CheckpointException if it is missing or of another shape
     */
    public Tensor keep(String name, long[] stored, long... shape) {
        return keepRead((from, target) -> from.read(prefix + name, target, stored), shape);
    }

    /**
     * Keeps a tensor whose values are rearranged.
     *
     * @param arrange writes the checkpoint's values, given in an array that may be longer, to a buffer in the new order
     */
    public Tensor keep(String name, long[] stored, BiConsumer<float[], FloatBuffer> arrange, long... shape) {
        return keepRead((from, target) -> arrange.accept(borrow(from, prefix + name, stored), target), shape);
    }

    private Tensor keepRead(BiConsumer<Source, FloatBuffer> reading, long... shape) {
        if (!kept.isLater) {
            return keep(target -> reading.accept(source, target), shape);
        }
        Tensor tensor = keep(target -> {}, shape);
        kept.readings.add(from -> tensor.memory().write(target -> reading.accept(from, target)));
        return tensor;
    }

    /** As {@link #read}, for layers that keep the array as it is. */
    public float[] keepArray(String name, long... shape) {
        if (!kept.isLater) {
            return read(name, shape);
        }
        float[] values = new float[Math.toIntExact(Tensor.length(shape))];
        kept.readings.add(from -> from.read(prefix + name, FloatBuffer.wrap(values), shape));
        return values;
    }

    /**
     * Opens the source again and reads the values that were left for later. After a failure it can be called again;
     * after a success it does nothing.
     *
     * @throws CheckpointException if they cannot be read
     */
    public void fill() {
        if (kept.readings.isEmpty()) {
            return;
        }
        try (Source again = source.again()) {
            kept.readings.forEach(reading -> reading.accept(again));
        }
        kept.readings.clear();
        trim();
    }

    /** Lets a writer fill a tensor, and keeps it for as long as these weights are open. */
    public Tensor keep(Consumer<FloatBuffer> writer, long... shape) {
        return own(device.weights(writer, precision, shape));
    }

    /**
     * The weights of a convolution, kept for as long as these weights are open.
     *
     * @param values {@code [Cout, Cin, k, k]}; a longer array is allowed, and it is not kept
     * @param bias {@code [Cout]}, or null
     */
    public Filter filter(Convolution convolution, float[] values, float @Nullable [] bias) {
        Filter filter = device.filter(convolution, values, bias, precision, gradients);
        synchronized (kept) {
            kept.filters.add(filter);
        }
        return filter;
    }

    /** The names of all tensors of the source, whatever the prefix, as far as they can be listed. */
    Set<String> names() {
        return source.names();
    }

    /** An exception about a tensor, which names the checkpoint and the tensor. */
    public CheckpointException refusal(String name, String reason) {
        return new CheckpointException(source.origin(), prefix + name, reason);
    }

    /**
     * Requires that a network's output is finite. It is not if weights are damaged, or so large that sums overflow.
     *
     * @param what the output's name in the message, as in "the embedding of a picture"
     * @throws CheckpointException if a number is NaN or infinite
     */
    public void requireFinite(String what, Tensor made) {
        float[] piece = new float[(int) Math.min(made.length(), MOST_READ)];
        for (long from = 0; from < made.length(); from += piece.length) {
            int count = (int) Math.min(piece.length, made.length() - from);
            made.read(from, piece, 0, count);
            requireFinite(what, piece);
        }
    }

    /** As {@link #requireFinite(String, Tensor)}. */
    public void requireFinite(String what, float[] made) {
        for (float value : made) {
            if (!Float.isFinite(value)) {
                throw new CheckpointException(
                        source.origin(),
                        "%s was %s: weights of the model are damaged or far too large".formatted(what, value));
            }
        }
    }

    /** Keeps values as a tensor for as long as these weights are open. */
    public Tensor keep(float[] values, long... shape) {
        return own(device.weights(values, precision, shape));
    }

    private Tensor own(Tensor tensor) {
        synchronized (kept) {
            kept.tensors.add(tensor);
        }
        return tensor;
    }

    /**
     * A part of the model that is not always needed. It is made from these weights, which are read again each time it
     * is needed; if they cannot be read again, the part is made at once and kept.
     *
     * @param tensors the shapes of the part's tensors by name: all are read once now, so that damaged ones are refused
     *     together with the others
     */
    public <T> OnDemand<T> onDemand(Map<String, long[]> tensors, Function<Weights, T> maker) {
        OnDemand<T> part = new OnDemand<>(this, maker);
        synchronized (kept) {
            kept.parts.add(part);
        }
        if (!source.isReadableAgain()) {
            return part.kept();
        }
        tensors.forEach(this::tryToRead);
        return part;
    }

    private void tryToRead(String name, long[] shape) {
        device.weights(target -> read(name, target, shape), Precision.FLOAT, shape)
                .free();
    }

    /**
     * Opens the source again while {@code user} reads the same weights from it. The caller must close the returned
     * weights, which own what was kept.
     */
    Weights reopened(Consumer<Weights> user) {
        try (Source again = source.again()) {
            Weights weights = new Weights(again, device, prefix, precision, new Kept(), gradients);
            try {
                user.accept(weights);
            } catch (RuntimeException | Error e) {
                weights.close();
                throw e;
            }
            weights.trim();
            return weights;
        }
    }

    /** Releases the array of {@link #borrow}, which is only needed for reading. */
    public void trim() {
        kept.borrowed = new float[0];
    }

    /** The native memory that the kept tensors take, excluding parts loaded on demand. */
    public long bytes() {
        synchronized (kept) {
            return kept.tensors.stream().mapToLong(Tensor::bytes).sum()
                    + kept.filters.stream().mapToLong(Filter::bytes).sum();
        }
    }

    /** Frees every tensor that was kept, and the parts loaded on demand. */
    @Override
    public void close() {
        List<OnDemand<?>> parts;
        synchronized (kept) {
            kept.tensors.forEach(Tensor::free);
            kept.tensors.clear();
            kept.filters.forEach(Filter::free);
            kept.filters.clear();
            parts = List.copyOf(kept.parts);
        }
        parts.forEach(OnDemand::close);
    }

    /** The state that all weights of one model share. */
    private static final class Kept {
        private final List<Tensor> tensors = new ArrayList<>();
        private final List<Filter> filters = new ArrayList<>();
        private final List<OnDemand<?>> parts = new ArrayList<>();
        /** What {@link #fill} reads, in this order. */
        private final List<Consumer<Source>> readings = new ArrayList<>();

        private boolean isLater;
        private float[] borrowed = {};
    }

    /** A source of weights: a checkpoint, or made-up values in a test. */
    public interface Source extends AutoCloseable {
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

        /**
         * Appends the values of the tensor of this name, which must have this shape, to a buffer with room for them.
         */
        default void read(String name, FloatBuffer target, long... shape) {
            target.put(read(name, shape));
        }

        /** Throws {@link CheckpointException} if the existing tensor of this name cannot be read. */
        default void requireReadable(String name) {}

        /** Whether {@link #again()} works. */
        default boolean isReadableAgain() {
            return true;
        }

        /**
         * The same tensors, readable after this source is closed.
         *
         * @throws CheckpointException if they are no longer the same
         */
        default Source again() {
            return this;
        }

        /** Closes the file, if there is one. Closing twice does nothing. */
        @Override
        default void close() {}
    }
}
