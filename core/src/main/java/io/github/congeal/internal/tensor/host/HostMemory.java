package io.github.congeal.internal.tensor.host;

import io.github.congeal.internal.tensor.Tensor.Precision;
import io.github.congeal.internal.tensor.nd4j.Nd4jMemory;
import io.github.congeal.internal.tensor.nd4j.View;
import java.lang.ref.Cleaner;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.ShortPointer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;
import org.nd4j.linalg.cpu.nativecpu.buffer.BaseCpuDataBuffer;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.nd4j.nativeblas.OpaqueDataBuffer;

/**
 * Native memory of the host with undefined content, aligned to 256 bytes. ND4J sees it as an array; Java reads and writes it
 * directly.
 *
 * <p>It is not allocated by ND4J, which fills even its uninitialised arrays with zeros: that takes half a second for 1.6 GB,
 * and makes all of it resident.
 */
final class HostMemory extends Nd4jMemory {
    private static final int BORDER = 256;
    private static final boolean IS_LINUX =
            System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux");
    /** Smaller allocations are left to the allocator, in bytes. */
    private static final long WORTH_MAPPING = 500_000;
    /** In bytes: glibc's allocator maps each allocation of 32 MiB or more separately. */
    private static final long MAPPED = 34_000_000;
    /** One sleeping thread for the whole JVM; it keeps no freed memory alive. */
    static final Cleaner CLEANER = Cleaner.create();

    private final Natives natives;
    /** Frees the native memory and views when this object's buffer is garbage, if that was not done before. */
    private final Cleaner.Cleanable freeing;
    /** ND4J's native views of it, cached because a run needs the same ones at each step. */
    private final Map<View, NativeView> nativeViews = new ConcurrentHashMap<>();
    /** The same memory as Java sees it; null for other types than float32, and once freed. */
    private @Nullable FloatWindows floats;

    private HostMemory(INDArray array, Precision precision, Natives natives) {
        super(array, precision);
        this.natives = natives;
        // Registered on the buffer: ND4J's views, which may outlive this object, refer to it.
        this.freeing = CLEANER.register(array.data(), natives);
        this.floats = precision == Precision.FLOAT ? new FloatWindows((FloatPointer) pointer(), length()) : null;
    }

    /**
     * Allocates memory.
     *
     * @param length the number of elements
     * @param held counts this memory until it is freed
     * @throws OutOfMemoryError if this process may not hold that much
     */
    static HostMemory allocate(long length, Precision precision, AtomicLong held) {
        long bytes = length * precision.bytes();
        HostMemoryLimit.require(bytes);
        return over(Pointer.malloc(bytes + BORDER), length, precision, held);
    }

    /**
     * Allocates memory that goes back to the operating system when it is freed. On Linux, glibc's allocator would keep
     * up to 64 MiB for each thread, in gaps that the next run may not fit into. It maps allocations of 32 MiB and more
     * separately, so more is requested than needed; the part that is not touched takes no memory.
     */
    static HostMemory allocateForRun(long length, Precision precision, AtomicLong held) {
        long bytes = length * precision.bytes();
        if (!IS_LINUX || bytes < WORTH_MAPPING || bytes >= MAPPED) {
            return allocate(length, precision, held);
        }
        HostMemoryLimit.require(bytes);
        Pointer raw = Pointer.malloc(MAPPED);
        return raw == null || raw.isNull() ? allocate(length, precision, held) : over(raw, length, precision, held);
    }

    private static HostMemory over(Pointer raw, long length, Precision precision, AtomicLong held) {
        if (raw == null || raw.isNull()) {
            throw HostMemoryLimit.exceeded();
        }
        DataBuffer buffer =
                Nd4j.createBuffer(numbers(onBorder(raw), precision).capacity(length), length, dataType(precision));
        INDArray array = Nd4j.create(buffer, new long[] {length}, new long[] {1}, 0, 'c');
        return new HostMemory(array, precision, new Natives(raw, held));
    }

    private static Pointer onBorder(Pointer raw) {
        return new BytePointer(raw).getPointer(Math.floorMod(-raw.address(), BORDER));
    }

    private static Pointer numbers(Pointer bytes, Precision precision) {
        return switch (precision) {
            case FLOAT -> new FloatPointer(bytes);
            case DOUBLE -> new DoublePointer(bytes);
            case BFLOAT16 -> new ShortPointer(bytes);
            case INDEX -> new LongPointer(bytes);
        };
    }

    /** A native view; freed with the memory. */
    NativeView nativeView(View view) {
        return nativeViews.computeIfAbsent(view, this::newNativeView);
    }

    private NativeView newNativeView(View view) {
        OpaqueDataBuffer all = ((BaseCpuDataBuffer) flat().data()).getOpaqueDataBuffer();
        int bytes = precision().bytes();
        OpaqueDataBuffer buffer = view.offset() == 0
                ? all
                : natives.keep(all.createView(
                        bytes * Shape.lengthOfBuffer(view.shape(), view.strides()), bytes * view.offset()));
        return new NativeView(buffer, NativeView.shape(view, dataType(precision())), this);
    }

    /** A pointer of its own to float32 elements, valid while this memory is. */
    FloatPointer floats() {
        return ((FloatPointer) pointer()).getPointer(0);
    }

    private Pointer pointer() {
        requireLiving();
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
        nativeViews.clear();
        freeing.clean();
    }

    /**
     * What is to be freed: the memory, and ND4J's native views of it, which ND4J would leave to the garbage collector.
     */
    private static final class Natives implements Runnable {
        private final Pointer memory;
        private final AtomicLong held;
        private final List<OpaqueDataBuffer> views = new ArrayList<>();

        Natives(Pointer memory, AtomicLong held) {
            this.memory = memory;
            this.held = held;
            held.incrementAndGet();
        }

        synchronized OpaqueDataBuffer keep(OpaqueDataBuffer view) {
            views.add(view);
            return view;
        }

        @Override
        public synchronized void run() {
            views.forEach(NativeOpsHolder.getInstance().getDeviceNativeOps()::deleteDataBuffer);
            views.clear();
            Pointer.free(memory);
            held.decrementAndGet();
        }
    }
}
