package io.github.congeal.internal.tensor;

import java.util.Arrays;
import java.util.Objects;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A dense row-major array of numbers, images as {@code [N, H, W, C]}.
 *
 * <p>A tensor is counted: it begins with one holder, {@link #retain()} adds one, {@link #close()} takes one away, and
 * with the last its memory goes back to the {@link Buffers} it came from. Views made by {@link #reshape} share memory
 * and count. Weights belong to nobody's buffers; for them both calls do nothing until their owner
 * {@linkplain #free() frees} them. Weights may be read by many threads; anything else belongs to one run.
 */
public final class Tensor implements AutoCloseable {
    private final Memory memory;
    private final long[] shape;
    private final @Nullable INDArray array;

    /** A dense view of the whole of some memory. */
    Tensor(Memory memory, long... shape) {
        this(memory, memory.view(shape), shape);
    }

    private Tensor(Memory memory, @Nullable INDArray array, long... shape) {
        this.memory = memory;
        this.shape = shape;
        this.array = array;
    }

    /**
     * Weights, copied from the given values.
     *
     * @param values row-major; as many as the shape holds
     */
    public static Tensor weights(float[] values, long... shape) {
        return weights(values, Precision.FLOAT, shape);
    }

    /** Weights in the given precision, copied from the given values. */
    public static Tensor weights(float[] values, Precision precision, long... shape) {
        requireLength(values.length, shape);
        Memory memory = Memory.allocate(values.length, precision, null);
        Tensor tensor = new Tensor(memory, shape);
        tensor.write(0, values, 0, values.length);
        return tensor;
    }

    /** The number of elements of a shape. */
    public static long length(long... shape) {
        long length = 1;
        for (long dimension : shape) {
            length = Math.multiplyExact(length, dimension);
        }
        return length;
    }

    /** The array behind it; there is none where {@link Buffers#isImaginary()}. */
    INDArray array() {
        return Objects.requireNonNull(array);
    }

    /** A copy of the shape. */
    public long[] shape() {
        return shape.clone();
    }

    /** The size of one dimension; negative numbers count from the last. */
    public long dimension(int index) {
        return shape[index < 0 ? shape.length + index : index];
    }

    /** The number of dimensions. */
    public int rank() {
        return shape.length;
    }

    /** The number of elements. */
    public long length() {
        return length(shape);
    }

    /** Which numbers it holds. */
    public Precision precision() {
        return memory.precision();
    }

    /** One more holder of this memory. */
    public Tensor retain() {
        memory.retain();
        return this;
    }

    /** Whether it has a single holder, who may then write into it. */
    boolean isExclusive() {
        return memory.isExclusive();
    }

    /** One holder less; the last gives the memory back. */
    @Override
    public void close() {
        memory.release();
    }

    /** Frees the memory of weights at once, whoever still looks at them. */
    public void free() {
        memory.free();
    }

    /**
     * The same numbers in another shape. The view takes over this holder: use it in place of this tensor, or
     * {@link #retain()} first.
     */
    public Tensor reshape(long... newShape) {
        requireLength(length(), newShape);
        return new Tensor(memory, newShape);
    }

    /**
     * One element of the first dimension, as a dense view {@code [1, …]} that holds nothing: it lives as long as this
     * tensor.
     */
    public Tensor slice(long index) {
        long[] sliceShape = shape.clone();
        sliceShape[0] = 1;
        if (shape[0] == 1 || array == null) {
            return new Tensor(memory, array, sliceShape);
        }
        long length = length(sliceShape);
        INDArray view = Nd4j.create(array.data(), sliceShape, Nd4j.getStrides(sliceShape, 'c'), index * length, 'c');
        return new Tensor(memory, view, sliceShape);
    }

    /**
     * The heads of attention, side by side in the last dimension: {@code [N, T, parts * numHeads * d]} seen as {@code [N,
     * numHeads, T, d]}. The view is strided, so only {@link Ops#multiply} takes it, and it holds nothing: it lives as
     * long as this tensor.
     *
     * @param part which of the equal parts of the last dimension (query, key, value)
     * @param parts how many parts there are
     */
    public Tensor heads(int part, int parts, int numHeads) {
        long n = shape[0];
        long t = shape[1];
        long width = shape[2];
        long d = width / parts / numHeads;
        long[] viewShape = {n, numHeads, t, d};
        if (array == null) {
            return new Tensor(memory, null, viewShape);
        }
        long[] strides = {t * width, d, width, 1};
        INDArray view = Nd4j.create(array.data(), viewShape, strides, part * numHeads * d, 'c');
        return new Tensor(memory, view, viewShape);
    }

    /** Copies numbers in. */
    public void write(long at, float[] values, int from, int count) {
        checkRange(at, count);
        if (memory.isImaginary()) {
            return;
        }
        Pointer pointer = memory.pointer();
        if (pointer instanceof FloatPointer floats) {
            try (FloatPointer target = floats.getPointer(at)) {
                target.put(values, from, count);
            }
        } else if (pointer instanceof DoublePointer doubles) {
            for (int i = 0; i < count; i++) {
                doubles.put(at + i, values[from + i]);
            }
        }
    }

    /** Copies numbers out. */
    public void read(long at, float[] values, int from, int count) {
        checkRange(at, count);
        if (memory.isImaginary()) {
            return;
        }
        Pointer pointer = memory.pointer();
        if (pointer instanceof FloatPointer floats) {
            try (FloatPointer source = floats.getPointer(at)) {
                source.get(values, from, count);
            }
        } else if (pointer instanceof DoublePointer doubles) {
            for (int i = 0; i < count; i++) {
                values[from + i] = (float) doubles.get(at + i);
            }
        }
    }

    /** A copy of all numbers. */
    public float[] toFloats() {
        float[] values = new float[Math.toIntExact(length())];
        read(0, values, 0, values.length);
        return values;
    }

    private void checkRange(long at, int count) {
        if (at < 0 || count < 0 || at + count > length()) {
            throw new IndexOutOfBoundsException(
                    "%d numbers at %d of a tensor %s".formatted(count, at, Arrays.toString(shape)));
        }
    }

    private static void requireLength(long length, long... shape) {
        if (length != length(shape)) {
            throw new IllegalArgumentException(
                    "%d numbers do not fill the shape %s".formatted(length, Arrays.toString(shape)));
        }
    }

    @Override
    public String toString() {
        return "Tensor" + Arrays.toString(shape);
    }

    /** The numbers that a tensor can hold. */
    public enum Precision {
        /** 32 bits: what everything runs in. */
        FLOAT(DataType.FLOAT),
        /** 64 bits: for checking gradients numerically. */
        DOUBLE(DataType.DOUBLE);

        private final DataType dataType;

        Precision(DataType dataType) {
            this.dataType = dataType;
        }

        DataType dataType() {
            return dataType;
        }

        /** The bytes of one number. */
        public int bytes() {
            return dataType.width();
        }
    }
}
