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
    /** Measured, in bytes: the JVM with its code and short-lived objects, and what ND4J and oneDNN keep for themselves. */
    private static final long PROCESS = 260_000_000;

    /** Measured: the scratch memory of operations, as a fraction of the run's arrays. */
    private static final double SCRATCH = 0.04;

    /** Whether it is the CPU or a GPU. */
    public abstract Processor processor();

    /** Why the device can no longer be used in this JVM, in a sentence; empty while it works. */
    public Optional<String> lost() {
        return Optional.empty();
    }

    /** A description of the device. */
    public abstract String describe();

    /** How many threads share an operation. */
    public abstract int threads();

    /** How many bytes of memory a run may hold. */
    public abstract long memoryLimit();

    /**
     * The threads that compute what is computed in Java. By default the calling thread alone.
     */
    public Workers workers() {
        return Workers.CALLER;
    }

    /**
     * The same device with fewer threads. Tensors and filters of either can be used with both.
     *
     * @param threads how many threads of the host share an operation, including the calling one; at least 1. Ignored by a
     *     device that does not compute on the host
     */
    public Device limitedTo(int threads) {
        return this;
    }

    /** The same device with faster, less exact products, if it has them. Tensors and filters of either serve both. */
    public Device faster() {
        return this;
    }

    /**
     * An estimate of the bytes that a run takes in addition to weights and arrays. The default was measured on the CPU.
     *
     * @param arrays the bytes of the run's arrays
     */
    public long beside(long arrays) {
        return PROCESS + (long) (SCRATCH * arrays);
    }

    /** How much memory a slower plan of a run on this device must save to be chosen. */
    public abstract MemoryTradeOff memoryTradeOff();

    /** Allocates memory for {@code length} elements, with undefined content. */
    public abstract Memory allocate(long length, Precision precision);

    /** As {@link #allocate}, for memory that lasts only as long as a run. */
    public Memory allocateForRun(long length, Precision precision) {
        return allocate(length, precision);
    }

    /** Returns freed memory to the operating system, if the allocator still keeps it. */
    public void giveBack() {}

    /** The number of allocations that are not freed yet; empty if the device does not count them. */
    public OptionalLong memoriesHeld() {
        return OptionalLong.empty();
    }

    /**
     * The weights of a convolution in the form that suits this device.
     *
     * @param values {@code [Cout, Cin, k, k]}, row-major; a longer array is allowed, and it is not kept
     * @param bias {@code [Cout]}, or null for none
     * @param precision the precision of the convolution
     * @param gradients whether the gradient will be needed; if not, what only the gradient needs is made on first use
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
     * @param writer fills a buffer of exactly as many elements as the shape holds; if it throws, the memory is freed
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
