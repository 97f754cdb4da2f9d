package io.github.congeal.internal.tensor;

import io.github.congeal.internal.tensor.Tensor.Precision;
import java.nio.FloatBuffer;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The CPU or a GPU: it holds tensors and computes with them. A loaded model belongs to one device, and so do its runs.
 *
 * <p>Thread-safe.
 */
public abstract class Device {
    /** Measured: the JVM, its code and short-lived objects, ND4J and oneDNN with what they keep for themselves. */
    private static final long PROCESS = 260_000_000;

    /** Measured: the scratch memory of operations, as a fraction of the run's arrays. */
    private static final double SCRATCH = 0.04;

    /** Whether it is the CPU or a GPU. */
    public abstract Processor processor();

    /** Why nothing can be computed on it any more until this program ends, if that is so. */
    public Optional<String> lost() {
        return Optional.empty();
    }

    /** A description of the device. */
    public abstract String describe();

    /** How many threads an operation is shared among. */
    public abstract int threads();

    /** How many bytes of memory a run may hold. */
    public abstract long memoryLimit();

    /**
     * The threads that do Java's part of its work: those of a device are its own, as many as it was made with. Unless it
     * says otherwise, the calling thread does all.
     */
    public Workers workers() {
        return Workers.CALLER;
    }

    /**
     * The same device with less to compute on; tensors and filters of either serve both.
     *
     * @param threads how many of the host's threads share an operation, the calling one among them; at least 1. A device
     *     that computes elsewhere does not heed it
     */
    public Device limitedTo(int threads) {
        return this;
    }

    /** The same device with less exact products, where those are faster; tensors and filters of either serve both. */
    public Device faster() {
        return this;
    }

    /**
     * How many bytes of that a run takes beside weights and arrays. Where there is no better answer, what was measured on
     * the CPU.
     *
     * @param arrays the bytes of the run's arrays
     */
    public long beside(long arrays) {
        return PROCESS + (long) (SCRATCH * arrays);
    }

    /** How a run is planned on it. */
    public abstract Thrift thrift();

    /** Fresh memory with undefined content. */
    public abstract Memory allocate(long length, Precision precision);

    /** The same for a run, which soon gives it back. */
    public Memory allocateForRun(long length, Precision precision) {
        return allocate(length, precision);
    }

    /** Gives memory that was freed back to the system, where something between the two keeps it. */
    public void giveBack() {}

    /** How many stretches of memory were allocated and are not freed yet; empty where that is not counted. */
    public OptionalLong memoriesHeld() {
        return OptionalLong.empty();
    }

    /**
     * The weights of a convolution in the form that suits this device.
     *
     * @param values {@code [Cout, Cin, k, k]}, and perhaps more; not needed afterwards
     * @param bias {@code [Cout]} or none
     * @param precision which numbers the convolution is computed in
     * @param gradients whether the gradient will be needed; otherwise what only that needs is made on demand
     */
    public abstract Filter filter(
            Convolution convolution, float[] values, float @Nullable [] bias, Precision precision, boolean gradients);

    /** The operations of one run on this device. */
    public abstract Kernels kernels(Buffers buffers);

    /**
     * Weights, copied from the given values.
     *
     * @param values row-major; as many as the shape holds
     */
    public final Tensor weights(float[] values, Precision precision, long... shape) {
        Tensor.requireLength(values.length, shape);
        Tensor tensor = new Tensor(allocate(values.length, precision), shape.clone());
        tensor.write(0, values, 0, values.length);
        return tensor;
    }

    /**
     * Weights, written straight into their place.
     *
     * @param writer is given a buffer with room for just as many numbers as the shape holds; if it throws, the memory is
     *     freed
     */
    public final Tensor weights(Consumer<FloatBuffer> writer, Precision precision, long... shape) {
        Memory memory = allocate(Tensor.length(shape), precision);
        try {
            memory.write(writer);
        } catch (RuntimeException | Error e) {
            memory.free();
            throw e;
        }
        return new Tensor(memory, shape.clone());
    }

    @Override
    public final String toString() {
        return describe();
    }
}
