package io.github.congeal.internal.tensor.host;

import io.github.congeal.internal.tensor.Tensor.Precision;
import io.github.congeal.internal.tensor.nd4j.Nd4jMemory;
import java.lang.ref.Cleaner;
import java.nio.FloatBuffer;
import java.util.function.Consumer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Memory of the host with undefined content, beginning on a border of 256 bytes, seen by ND4J as an array and by Java
 * past ND4J.
 *
 * <p>ND4J fills also those arrays with zeros that it calls uninitialised: half a second for 1.6 GB, and all of it is
 * resident from then on.
 */
final class HostMemory extends Nd4jMemory {
    private static final int BORDER = 256;
    /** One thread for the whole JVM, which sleeps; it holds no memory that was freed. */
    private static final Cleaner CLEANER = Cleaner.create();

    /** Frees it if it is forgotten. */
    private final Cleaner.Cleanable freeing;
    /** The same memory as Java sees it, where it is of float32. */
    private @Nullable FloatWindows floats;

    private HostMemory(INDArray array, Precision precision, Cleaner.Cleanable freeing) {
        super(array, precision);
        this.freeing = freeing;
        this.floats = precision == Precision.FLOAT ? new FloatWindows((FloatPointer) pointer(), length()) : null;
    }

    /**
     * Room for so many numbers.
     *
     * @throws OutOfMemoryError if this process may not hold so much
     */
    static HostMemory allocate(long length, Precision precision) {
        long bytes = length * precision.bytes();
        HostMemoryLimit.require(bytes);
        Pointer raw = Pointer.malloc(bytes + BORDER);
        if (raw == null || raw.isNull()) {
            throw HostMemoryLimit.exceeded();
        }
        DataBuffer buffer =
                Nd4j.createBuffer(numbers(onBorder(raw), precision).capacity(length), length, dataType(precision));
        // Views, which may outlive this object, hold on to the buffer.
        Cleaner.Cleanable freeing = CLEANER.register(buffer, () -> Pointer.free(raw));
        return new HostMemory(Nd4j.create(buffer, new long[] {length}, new long[] {1}, 0, 'c'), precision, freeing);
    }

    private static Pointer onBorder(Pointer raw) {
        return new BytePointer(raw).getPointer(Math.floorMod(-raw.address(), BORDER));
    }

    private static Pointer numbers(Pointer bytes, Precision precision) {
        return switch (precision) {
            case FLOAT -> new FloatPointer(bytes);
            case DOUBLE -> new DoublePointer(bytes);
            case INDEX -> new LongPointer(bytes);
        };
    }

    private Pointer pointer() {
        return flat().data().pointer();
    }

    @Override
    public void write(Consumer<FloatBuffer> writer) {
        if (pointer() instanceof FloatPointer all) {
            try (FloatPointer target = all.getPointer(0)) {
                writer.accept(target.capacity(length()).asBuffer());
            }
        } else {
            super.write(writer);
        }
    }

    @Override
    public void write(long at, float[] values, int from, int count) {
        FloatWindows all = floats;
        if (all != null) {
            all.write(at, values, from, count);
            return;
        }
        double[] widened = new double[count];
        for (int i = 0; i < count; i++) {
            widened[i] = values[from + i];
        }
        write(at, widened);
    }

    @Override
    public void read(long at, float[] values, int from, int count) {
        FloatWindows all = floats;
        if (all != null) {
            all.read(at, values, from, count);
            return;
        }
        double[] doubles = new double[count];
        read(at, doubles);
        for (int i = 0; i < count; i++) {
            values[from + i] = (float) doubles[i];
        }
    }

    @Override
    public void write(long at, double... values) {
        if (floats != null) {
            float[] rounded = new float[values.length];
            for (int i = 0; i < values.length; i++) {
                rounded[i] = (float) values[i];
            }
            write(at, rounded, 0, rounded.length);
        } else if (pointer() instanceof DoublePointer doubles) {
            try (DoublePointer target = doubles.getPointer(at)) {
                target.put(values, 0, values.length);
            }
        } else {
            LongPointer target = (LongPointer) pointer();
            for (int i = 0; i < values.length; i++) {
                target.put(at + i, Math.round(values[i]));
            }
        }
    }

    @Override
    public void read(long at, double[] values) {
        if (floats != null) {
            float[] rounded = new float[values.length];
            read(at, rounded, 0, rounded.length);
            for (int i = 0; i < values.length; i++) {
                values[i] = rounded[i];
            }
        } else if (pointer() instanceof DoublePointer doubles) {
            try (DoublePointer source = doubles.getPointer(at)) {
                source.get(values, 0, values.length);
            }
        } else {
            LongPointer source = (LongPointer) pointer();
            for (int i = 0; i < values.length; i++) {
                values[i] = source.get(at + i);
            }
        }
    }

    @Override
    protected void release() {
        floats = null;
        super.release();
        freeing.clean();
    }
}
