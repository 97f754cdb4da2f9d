package io.github.congeal.internal.tensor;

import java.util.Arrays;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

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
    private final INDArray array;

    /** A view of the first {@code length(shape)} numbers of some memory. */
    Tensor(Memory memory, long... shape) {
        this.memory = memory;
        this.shape = shape;
        this.array = memory.view(shape);
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

    INDArray array() {
        return array;
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

    /** Copies numbers in. */
    public void write(long at, float[] values, int from, int count) {
        checkRange(at, count);
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
