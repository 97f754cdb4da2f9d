package io.github.congeal.internal.naming;

import io.github.congeal.CheckpointException;
import io.github.congeal.internal.checkpoint.Checkpoint;
import io.github.congeal.internal.nn.Weights;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.LongConsumer;

/**
 * The tensors of a file under the names that layers use, each read on demand. Interrupting the thread that made this
 * object ends the reading, also by other threads, with a {@link CancellationException}.
 */
public final class NamedWeights implements Weights.Source {
    /**
     * The number of values that are copied to an array and checked at a time: an array is read faster than a buffer.
     */
    private static final int PIECE = 1 << 12;

    private final Checkpoint checkpoint;
    private final Map<String, PublishedTensor> tensors;
    private final Thread reader = Thread.currentThread();
    private LongConsumer listener = count -> {};

    NamedWeights(Checkpoint checkpoint, Map<String, PublishedTensor> tensors) {
        this.checkpoint = checkpoint;
        this.tensors = tensors;
    }

    /** Sets a listener that is given the number of a tensor's elements each time a tensor was read. */
    public void tell(LongConsumer newListener) {
        listener = newListener;
    }

    /** The total number of elements of all tensors. */
    public long elementCount() {
        return tensors.values().stream()
                .mapToLong(PublishedTensor::elementCount)
                .sum();
    }

    @Override
    public String origin() {
        return checkpoint.source();
    }

    @Override
    public Set<String> names() {
        return tensors.keySet();
    }

    @Override
    public boolean has(String name) {
        return tensors.containsKey(name);
    }

    @Override
    public long[] shape(String name) {
        return find(name).shape();
    }

    @Override
    public float[] read(String name, long... shape) {
        long count = find(name).elementCount();
        if (count > Integer.MAX_VALUE - 8) {
            throw new CheckpointException(origin(), name, count + " elements are more than an array can hold");
        }
        float[] values = new float[(int) count];
        read(name, FloatBuffer.wrap(values), shape);
        return values;
    }

    @Override
    public void read(String name, FloatBuffer target, long... shape) {
        if (reader.isInterrupted()) {
            throw new CancellationException("the thread was interrupted while a model was loading");
        }
        PublishedTensor tensor = find(name);
        if (!Arrays.equals(tensor.shape(), shape)) {
            throw new CheckpointException(
                    origin(),
                    name,
                    "its shape is %s, but the rest of the model calls for %s"
                            .formatted(Arrays.toString(tensor.shape()), Arrays.toString(shape)));
        }
        int from = target.position();
        tensor.read(checkpoint, target);
        requireFinite(name, target, from);
        listener.accept(tensor.elementCount());
    }

    /** Refuses NaN and infinity: a single one among the weights would make every pixel NaN. */
    private void requireFinite(String name, FloatBuffer values, int from) {
        float[] piece = new float[Math.min(PIECE, values.position() - from)];
        for (int at = from; at < values.position(); at += piece.length) {
            int count = Math.min(piece.length, values.position() - at);
            values.get(at, piece, 0, count);
            int found = firstNotFinite(piece, count);
            if (found < count) {
                throw new CheckpointException(
                        origin(),
                        name,
                        String.format(
                                Locale.ROOT,
                                "its number %,d is %s: the file is damaged, or was saved after a training that failed",
                                at - from + found,
                                piece[found]));
            }
        }
    }

    private static int firstNotFinite(float[] values, int count) {
        int i = 0;
        while (i < count && Math.abs(values[i]) <= Float.MAX_VALUE) {
            i++;
        }
        return i;
    }

    @Override
    public void requireReadable(String name) {
        find(name).check(checkpoint);
    }

    @Override
    public boolean isReadableAgain() {
        return checkpoint.isFile();
    }

    @Override
    public NamedWeights again() {
        return new NamedWeights(checkpoint.again(), tensors);
    }

    @Override
    public void close() {
        checkpoint.close();
    }

    private PublishedTensor find(String name) {
        PublishedTensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new CheckpointException(origin(), name, "the file has no such tensor");
        }
        return tensor;
    }
}
