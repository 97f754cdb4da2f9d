package io.github.congeal.internal.tensor;

import io.github.congeal.internal.tensor.Tensor.Precision;
import java.nio.FloatBuffer;
import java.util.function.Consumer;

/** A stretch of a device's memory that tensors are views of. */
public abstract class Memory {
    private final long length;
    private final Precision precision;
    private volatile boolean freed;

    /** Memory for {@code length} numbers. */
    protected Memory(long length, Precision precision) {
        this.length = length;
        this.precision = precision;
    }

    /** Memory that is only counted: writing does nothing, and reading leaves the values as they are. */
    public static Memory dry(long length, Precision precision) {
        return new DryMemory(length, precision);
    }

    /** How many numbers it holds. */
    public final long length() {
        return length;
    }

    /** Which numbers it holds. */
    public final Precision precision() {
        return precision;
    }

    /** The bytes it takes. */
    public final long bytes() {
        return length * precision.bytes();
    }

    /** Copies numbers in, rounded to the precision. */
    public abstract void write(long at, float[] values, int from, int count);

    /** Copies numbers in, rounded to the precision. */
    public abstract void write(long at, double... values);

    /** Copies numbers out. */
    public abstract void read(long at, float[] values, int from, int count);

    /** Copies numbers out in full precision. */
    public abstract void read(long at, double[] values);

    /**
     * Lets a writer put in all numbers.
     *
     * @param writer is given a buffer with room for just as many
     */
    public void write(Consumer<FloatBuffer> writer) {
        float[] values = new float[Math.toIntExact(length)];
        writer.accept(FloatBuffer.wrap(values));
        write(0, values, 0, values.length);
    }

    /** Frees it at once, even if tensors still refer to it. Freeing twice does nothing. */
    public final void free() {
        freed = true;
        release();
    }

    /** Gives the memory back to the device; may be called more than once. */
    protected abstract void release();

    /**
     * A hash of this memory's identity, to be used in place of {@link #hashCode()} where it is about to be computed with.
     *
     * @throws IllegalStateException if it was freed
     */
    public final int livingHash() {
        requireLiving();
        return System.identityHashCode(this);
    }

    /**
     * Refuses to be used any more.
     *
     * @throws IllegalStateException if it was freed
     */
    protected final void requireLiving() {
        if (freed) {
            throw new IllegalStateException("memory was used after it had been freed");
        }
    }
}
