package io.github.congeal.internal.tensor;

import io.github.congeal.internal.tensor.Tensor.Precision;
import java.nio.FloatBuffer;
import java.util.function.Consumer;

/** A stretch of a device's memory that tensors are views of. */
public abstract class Memory {
    private final long length;
    private final Precision precision;
    private volatile boolean freed;

    /** Memory for {@code length} elements. */
    protected Memory(long length, Precision precision) {
        this.length = length;
        this.precision = precision;
    }

    /** Memory of a dry run, which is only counted: writing does nothing, and reading leaves the target unchanged. */
    public static Memory dry(long length, Precision precision) {
        return new DryMemory(length, precision);
    }

    /** The number of elements. */
    public final long length() {
        return length;
    }

    /** The precision of the elements. */
    public final Precision precision() {
        return precision;
    }

    /** The size in bytes. */
    public final long bytes() {
        return length * precision.bytes();
    }

    /**
     * Copies values into this memory, converted to its precision.
     *
     * @param at the index of the first element to write
     * @param from the index of the first value
     * @param count the number of values
     */
    public abstract void write(long at, float[] values, int from, int count);

    /** Copies values into this memory from element {@code at} on, converted to its precision. */
    public abstract void write(long at, double... values);

    /**
     * Copies elements out, converted to float32.
     *
     * @param at the index of the first element to read
     * @param from the index of its value
     * @param count the number of elements
     */
    public abstract void read(long at, float[] values, int from, int count);

    /** Copies elements out from {@code at} on, in full precision. */
    public abstract void read(long at, double[] values);

    /**
     * Writes all elements.
     *
     * @param writer fills a buffer of exactly {@link #length()} elements
     */
    public void write(Consumer<FloatBuffer> writer) {
        float[] values = new float[Math.toIntExact(length)];
        writer.accept(FloatBuffer.wrap(values));
        write(0, values, 0, values.length);
    }

    /** Frees the memory at once, even if tensors still refer to it. Freeing twice does nothing. */
    public final void free() {
        freed = true;
        release();
    }

    /** Gives the memory back to the device; may be called more than once. */
    protected abstract void release();

    /**
     * A hash of this memory's identity, for the keys of cached operations.
     *
     * @throws IllegalStateException if it was freed, so that no operation is executed on freed memory
     */
    public final int livingHash() {
        requireLiving();
        return System.identityHashCode(this);
    }

    /**
     * Checks that it was not freed.
     *
     * @throws IllegalStateException if it was freed
     */
    protected final void requireLiving() {
        if (freed) {
            throw new IllegalStateException("memory was used after it had been freed");
        }
    }
}
