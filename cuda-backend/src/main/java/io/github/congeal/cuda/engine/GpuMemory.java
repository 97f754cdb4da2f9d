package io.github.congeal.cuda.engine;

import io.github.congeal.cuda.driver.GpuContext;
import io.github.congeal.internal.tensor.Memory;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;
import java.lang.ref.Cleaner;
import java.nio.DoubleBuffer;
import java.nio.LongBuffer;
import org.jspecify.annotations.Nullable;

/** A stretch of the GPU's memory. It is also freed if it becomes garbage without having been freed. */
class GpuMemory extends Memory {
    /** One sleeping thread for the whole JVM. */
    private static final Cleaner CLEANER = Cleaner.create();

    private final GpuContext context;
    private final long address;
    private final Cleaner.Cleanable freeing;

    GpuMemory(GpuContext context, long length, Precision precision) {
        super(length, precision);
        long start = context.allocate(bytes());
        long size = bytes();
        this.context = context;
        this.address = start;
        this.freeing = CLEANER.register(this, () -> context.free(start, size));
    }

    /** The address of the first element of a tensor, which must not be of a dry run. */
    static long address(Tensor tensor) {
        return ((GpuMemory) tensor.memory()).address
                + tensor.offset() * tensor.precision().bytes();
    }

    /** As {@link #address}, or 0 for null. */
    static long addressOrNone(@Nullable Tensor tensor) {
        return tensor == null ? 0 : address(tensor);
    }

    final GpuContext context() {
        return context;
    }

    private long place(long at) {
        return address + at * precision().bytes();
    }

    @Override
    public void write(long at, float[] values, int from, int count) {
        if (precision() == Precision.FLOAT) {
            context.staging()
                    .send(
                            place(at),
                            (long) Float.BYTES * count,
                            (piece, first) -> piece.asFloatBuffer()
                                    .put(values, from + (int) (first / Float.BYTES), piece.remaining() / Float.BYTES));
            return;
        }
        double[] widened = new double[count];
        for (int i = 0; i < count; i++) {
            widened[i] = values[from + i];
        }
        write(at, widened);
    }

    @Override
    public void write(long at, double... values) {
        switch (precision()) {
            case FLOAT -> {
                float[] rounded = new float[values.length];
                for (int i = 0; i < values.length; i++) {
                    rounded[i] = (float) values[i];
                }
                write(at, rounded, 0, rounded.length);
            }
            case DOUBLE ->
                context.staging()
                        .send(
                                place(at),
                                (long) Double.BYTES * values.length,
                                (piece, first) -> piece.asDoubleBuffer()
                                        .put(values, (int) (first / Double.BYTES), piece.remaining() / Double.BYTES));
            case INDEX ->
                context.staging().send(place(at), (long) Long.BYTES * values.length, (piece, first) -> {
                    LongBuffer target = piece.asLongBuffer();
                    for (int i = (int) (first / Long.BYTES); target.hasRemaining(); i++) {
                        target.put(Math.round(values[i]));
                    }
                });
        }
    }

    @Override
    public void read(long at, float[] values, int from, int count) {
        if (precision() == Precision.FLOAT) {
            context.staging()
                    .receive(
                            place(at),
                            (long) Float.BYTES * count,
                            (piece, first) -> piece.asFloatBuffer()
                                    .get(values, from + (int) (first / Float.BYTES), piece.remaining() / Float.BYTES));
            return;
        }
        double[] doubles = new double[count];
        read(at, doubles);
        for (int i = 0; i < count; i++) {
            values[from + i] = (float) doubles[i];
        }
    }

    @Override
    public void read(long at, double[] values) {
        switch (precision()) {
            case FLOAT -> {
                float[] floats = new float[values.length];
                read(at, floats, 0, floats.length);
                for (int i = 0; i < values.length; i++) {
                    values[i] = floats[i];
                }
            }
            case DOUBLE ->
                context.staging().receive(place(at), (long) Double.BYTES * values.length, (piece, first) -> {
                    DoubleBuffer source = piece.asDoubleBuffer();
                    source.get(values, (int) (first / Double.BYTES), source.remaining());
                });
            case INDEX ->
                context.staging().receive(place(at), (long) Long.BYTES * values.length, (piece, first) -> {
                    LongBuffer source = piece.asLongBuffer();
                    for (int i = (int) (first / Long.BYTES); source.hasRemaining(); i++) {
                        values[i] = source.get();
                    }
                });
        }
    }

    @Override
    protected void release() {
        freeing.clean();
    }
}
