package io.github.congeal.internal.tensor;

import io.github.congeal.internal.tensor.Tensor.Precision;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A stretch of native memory that tensors look at. */
final class Memory {
    private final long length;
    private final Precision precision;
    private final @Nullable INDArray flat;
    /** Where it is the host's own. */
    private final @Nullable HostMemory host;
    /** What ND4J needs to know of each view costs more than a small operation, and a run asks for the same ones again. */
    private final Map<View, INDArray> views = new ConcurrentHashMap<>();
    /** The same memory as Java sees it, where it is the host's and of float32. */
    private @Nullable FloatWindows floats;

    private volatile boolean freed;

    private Memory(long length, Precision precision, @Nullable INDArray flat, @Nullable HostMemory host) {
        this.length = length;
        this.precision = precision;
        this.flat = flat;
        this.host = host;
    }

    /** Fresh memory. */
    static Memory allocate(long length, Precision precision) {
        Backend.initialize();
        if (!Backend.onHost()) {
            return new Memory(length, precision, array(length, precision), null);
        }
        HostMemory host = HostMemory.allocate(length, precision);
        Memory memory = new Memory(length, precision, host.array(), host);
        if (precision == Precision.FLOAT) {
            memory.floats = new FloatWindows((FloatPointer) memory.pointer(), length);
        }
        return memory;
    }

    private static INDArray array(long length, Precision precision) {
        try {
            return Nd4j.createUninitializedDetached(precision.dataType(), length);
        } catch (OutOfMemoryError e) {
            throw MemoryLimit.exceeded(e);
        }
    }

    /** Memory that is only counted, for finding out what a run would need. */
    static Memory imaginary(long length, Precision precision) {
        return new Memory(length, precision, null, null);
    }

    long length() {
        return length;
    }

    Precision precision() {
        return precision;
    }

    boolean isImaginary() {
        return flat == null;
    }

    /** The numbers from an offset on, seen in a shape. */
    INDArray view(long offset, long[] shape, long[] strides) {
        return views.computeIfAbsent(
                new View(offset, shape, strides),
                view -> Nd4j.create(array().data(), view.shape, view.strides, view.offset, 'c'));
    }

    private record View(long offset, long[] shape, long[] strides) {
        @Override
        public boolean equals(Object other) {
            return other instanceof View view
                    && offset == view.offset
                    && Arrays.equals(shape, view.shape)
                    && Arrays.equals(strides, view.strides);
        }

        @Override
        public int hashCode() {
            return (Arrays.hashCode(shape) * 31 + Arrays.hashCode(strides)) * 31 + Long.hashCode(offset);
        }
    }

    /** Has somebody write all numbers of float32; on the CPU past ND4J, straight into the memory of the host. */
    void write(Consumer<FloatBuffer> writer) {
        if (!Backend.onHost()) {
            float[] values = new float[Math.toIntExact(length)];
            writer.accept(FloatBuffer.wrap(values));
            PortableTransfer.write(array(), 0, values, 0, values.length);
            return;
        }
        try (FloatPointer target = ((FloatPointer) pointer()).getPointer(0)) {
            writer.accept(target.capacity(length).asBuffer());
        }
    }

    /** Copies numbers in; on the CPU past ND4J, straight into the memory of the host. */
    void write(long at, float[] values, int from, int count) {
        if (isImaginary()) {
            return;
        }
        if (!isReachable()) {
            PortableTransfer.write(array(), at, values, from, count);
            return;
        }
        FloatWindows all = floats;
        if (all != null) {
            all.write(at, values, from, count);
        } else {
            double[] widened = new double[count];
            for (int i = 0; i < count; i++) {
                widened[i] = values[from + i];
            }
            write(at, widened);
        }
    }

    /** Copies numbers out; on the CPU past ND4J, straight from the memory of the host. */
    void read(long at, float[] values, int from, int count) {
        if (isImaginary()) {
            return;
        }
        if (!isReachable()) {
            PortableTransfer.read(array(), at, values, from, count);
            return;
        }
        FloatWindows all = floats;
        if (all != null) {
            all.read(at, values, from, count);
        } else {
            double[] doubles = new double[count];
            read(at, doubles);
            for (int i = 0; i < count; i++) {
                values[from + i] = (float) doubles[i];
            }
        }
    }

    /** Copies numbers in, rounded to the precision. */
    void write(long at, double... values) {
        if (isImaginary()) {
            return;
        }
        if (!isReachable()) {
            PortableTransfer.write(array(), at, values);
            return;
        }
        if (pointer() instanceof DoublePointer doubles) {
            try (DoublePointer target = doubles.getPointer(at)) {
                target.put(values, 0, values.length);
            }
        } else {
            float[] rounded = new float[values.length];
            for (int i = 0; i < values.length; i++) {
                rounded[i] = (float) values[i];
            }
            write(at, rounded, 0, rounded.length);
        }
    }

    /** Copies numbers out in full precision. */
    void read(long at, double[] values) {
        if (isImaginary()) {
            return;
        }
        if (!isReachable()) {
            PortableTransfer.read(array(), at, values);
            return;
        }
        if (pointer() instanceof DoublePointer doubles) {
            try (DoublePointer source = doubles.getPointer(at)) {
                source.get(values, 0, values.length);
            }
        } else {
            float[] floats = new float[values.length];
            read(at, floats, 0, floats.length);
            for (int i = 0; i < values.length; i++) {
                values[i] = floats[i];
            }
        }
    }

    /** Whether Java reads and writes these numbers itself. */
    private boolean isReachable() {
        return (precision == Precision.DOUBLE || floats != null) && Backend.onHost();
    }

    private INDArray array() {
        return Objects.requireNonNull(flat);
    }

    private Pointer pointer() {
        return array().data().pointer();
    }

    /** A hash of this memory's identity, for whoever is about to use it. */
    int livingHash() {
        if (freed) {
            throw new IllegalStateException("memory was used after it had been freed");
        }
        return hashCode();
    }

    void free() {
        freed = true;
        floats = null;
        views.clear();
        if (host != null) {
            host.free();
        } else if (flat != null && flat.closeable()) {
            flat.close();
        }
    }
}
