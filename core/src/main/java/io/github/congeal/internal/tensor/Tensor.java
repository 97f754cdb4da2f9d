package io.github.congeal.internal.tensor;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A dense row-major array of numbers, images as {@code [N, H, W, C]}.
 *
 * <p>A tensor is counted: it begins with one holder, {@link #retain()} adds one, {@link #close()} takes one away, and
 * with the last its memory goes back to the {@link Buffers} it came from. Views made by {@link #reshape} share memory
 * and count. Weights belong to no run's buffers; for them both calls do nothing until their owner
 * {@linkplain #free() frees} them. Weights may be read by many threads; anything else belongs to one run.
 */
public final class Tensor implements AutoCloseable {
    private final Memory memory;
    /** None for memory that is not recycled. */
    private final @Nullable Lease lease;

    private final long offset;
    private final long[] shape;
    /** None where it is dense. */
    private final long @Nullable [] strides;

    /** A dense view of the whole of some memory that is not recycled. */
    public Tensor(Memory memory, long... shape) {
        this(memory, null, 0, shape);
    }

    /** A dense view of some memory from an offset on. */
    Tensor(Memory memory, @Nullable Lease lease, long offset, long... shape) {
        this(memory, lease, offset, shape, null);
    }

    private Tensor(Memory memory, @Nullable Lease lease, long offset, long[] shape, long @Nullable [] strides) {
        this.memory = memory;
        this.lease = lease;
        this.offset = offset;
        this.shape = shape;
        this.strides = strides;
    }

    private static long[] denseStrides(long... shape) {
        long[] strides = new long[shape.length];
        long stride = 1;
        for (int i = shape.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= shape[i];
        }
        return strides;
    }

    /** The number of elements of a shape. */
    public static long length(long... shape) {
        long length = 1;
        for (long dimension : shape) {
            length = Math.multiplyExact(length, dimension);
        }
        return length;
    }

    /** The memory that this is a view of. */
    public Memory memory() {
        return memory;
    }

    /** Where in the memory its first number is. */
    public long offset() {
        return offset;
    }

    /** How far apart in the memory neighbours in each dimension are; not to be changed. */
    public long[] strides() {
        return strides == null ? denseStrides(shape) : strides;
    }

    /**
     * Some of its numbers as a strided view that holds nothing: it lives as long as this tensor. Only {@link
     * Kernels#copy}, {@link Kernels#fill} and, of two dimensions, {@link Kernels#combine} take it.
     *
     * @param at which number is its first
     * @param viewStrides may be 0, where numbers repeat
     */
    public Tensor strided(long at, long[] viewShape, long... viewStrides) {
        requireDense();
        return new Tensor(memory, lease, offset + at, viewShape, viewStrides);
    }

    /** Whether the other one shows the same numbers in the same shape. */
    public boolean isSameView(Tensor other) {
        return memory == other.memory
                && offset == other.offset
                && Arrays.equals(shape, other.shape)
                && Arrays.equals(strides, other.strides);
    }

    /** The same for all that show the same numbers in the same shape; the memory must not have been freed. */
    public int viewHash() {
        return (memory.livingHash() * 31 + Long.hashCode(offset)) * 31 + Arrays.hashCode(shape);
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

    /** The bytes of its numbers. */
    public long bytes() {
        return length() * precision().bytes();
    }

    /** Which numbers it holds. */
    public Precision precision() {
        return memory.precision();
    }

    /** One more holder of this memory. */
    public Tensor retain() {
        if (lease != null) {
            lease.retain();
        }
        return this;
    }

    /** Whether it has a single holder, who may then write into it. */
    public boolean isExclusive() {
        return lease != null && lease.isExclusive();
    }

    /** One holder less; the last gives the memory back. */
    @Override
    public void close() {
        if (lease != null) {
            lease.release();
        }
    }

    /** Frees the memory of weights at once, even if they are still in use. */
    public void free() {
        memory.free();
    }

    /**
     * The same numbers in another shape. The view takes over this holder: use it in place of this tensor, or
     * {@link #retain()} first.
     */
    public Tensor reshape(long... newShape) {
        requireDense();
        requireLength(length(), newShape);
        return new Tensor(memory, lease, offset, newShape.clone());
    }

    /**
     * One element of the first dimension, as a dense view {@code [1, …]} that holds nothing: it lives as long as this
     * tensor.
     */
    public Tensor slice(long index) {
        requireDense();
        Objects.checkIndex(index, shape[0]);
        if (shape[0] == 1) {
            return this;
        }
        long[] sliceShape = shape.clone();
        sliceShape[0] = 1;
        return new Tensor(memory, lease, offset + index * length(sliceShape), sliceShape);
    }

    /** The first of its numbers, as a dense view that holds nothing: it lives as long as this tensor. */
    public Tensor first(long... viewShape) {
        return part(0, viewShape);
    }

    /** Its numbers from some place on, as a dense view that holds nothing: it lives as long as this tensor. */
    public Tensor part(long from, long... viewShape) {
        requireDense();
        if (from < 0 || from + length(viewShape) > length()) {
            throw new IllegalArgumentException("%d numbers from %d on do not fill the shape %s"
                    .formatted(length(), from, Arrays.toString(viewShape)));
        }
        return new Tensor(memory, lease, offset + from, viewShape.clone());
    }

    /** Some elements of the first dimension, as a view that holds nothing: it lives as long as this tensor. */
    public Tensor along(long from, long count) {
        long[] partShape = shape.clone();
        partShape[0] = count;
        long stride = strides == null ? length() / shape[0] : strides[0];
        return new Tensor(memory, lease, offset + from * stride, partShape, strides);
    }

    /**
     * The heads of attention, side by side in the last dimension: {@code [N, T, parts * numHeads * d]} seen as {@code
     * [N, numHeads, T, d]}. The view is strided, so only {@link Kernels#multiply} takes it, and it holds nothing: it lives
     * as long as this tensor.
     *
     * @param part which of the equal parts of the last dimension (query, key, value)
     * @param parts how many parts there are
     */
    public Tensor heads(int part, int parts, int numHeads) {
        requireDense();
        long tokens = shape[1];
        long width = shape[2];
        long d = width / parts / numHeads;
        long[] viewShape = {shape[0], numHeads, tokens, d};
        long viewOffset = offset + part * numHeads * d;
        long[] viewStrides = {tokens * width, d, width, 1};
        return new Tensor(memory, lease, viewOffset, viewShape, viewStrides);
    }

    /** The same numbers as a matrix of as wide rows, as a view that holds nothing; itself if it is one, even strided. */
    public Tensor asMatrix() {
        return rank() == 2 ? this : reshape(length() / dimension(-1), dimension(-1));
    }

    /** Whether its numbers are side by side. */
    public boolean isDense() {
        return strides == null;
    }

    /** Whether all dimensions but the last two are 1. */
    public boolean isOneMatrix() {
        return length() == dimension(-1) * dimension(-2);
    }

    /** The matrix of the last two dimensions where there is only one, as a view that holds nothing. */
    public Tensor onlyMatrix() {
        int from = shape.length - 2;
        long[] matrixStrides = strides == null ? null : Arrays.copyOfRange(strides, from, shape.length);
        return new Tensor(memory, lease, offset, Arrays.copyOfRange(shape, from, shape.length), matrixStrides);
    }

    /** How many matrices of the last two dimensions there are. */
    public long matrices() {
        return length() / (dimension(-1) * dimension(-2));
    }

    /** One of the matrices of the last two dimensions, counted row by row, as a view that holds nothing. */
    public Tensor matrix(long index) {
        Objects.checkIndex(index, matrices());
        int from = shape.length - 2;
        long[] matrixShape = Arrays.copyOfRange(shape, from, shape.length);
        if (strides == null) {
            return new Tensor(memory, lease, offset + index * length(matrixShape), matrixShape);
        }
        long at = offset;
        long left = index;
        for (int i = from - 1; i >= 0; i--) {
            at += left % shape[i] * strides[i];
            left /= shape[i];
        }
        return new Tensor(memory, lease, at, matrixShape, Arrays.copyOfRange(strides, from, shape.length));
    }

    /**
     * Some tokens of each sequence, {@code [N, T, C]} seen as {@code [N, count * C]}: one sequence's are side by side,
     * whatever their number. The view is strided and holds nothing: it lives as long as this tensor.
     */
    public Tensor tokens(long from, long count) {
        requireDense();
        long width = shape[2];
        long[] viewShape = {shape[0], count * width};
        return new Tensor(memory, lease, offset + from * width, viewShape, new long[] {shape[1] * width, 1});
    }

    /** Copies numbers in. */
    public void write(long at, float[] values, int from, int count) {
        checkRange(at, count);
        memory.write(offset + at, values, from, count);
    }

    /** Copies numbers out; leaves {@code values} as it is in a dry run. */
    public void read(long at, float[] values, int from, int count) {
        checkRange(at, count);
        memory.read(offset + at, values, from, count);
    }

    /** Copies numbers in, rounded to the precision: for the few that are computed in double. */
    public void write(long at, double... values) {
        checkRange(at, values.length);
        memory.write(offset + at, values);
    }

    /** A copy of all numbers, in full precision; zeros in a dry run. */
    public double[] toDoubles() {
        requireDense();
        double[] values = new double[Math.toIntExact(length())];
        memory.read(offset, values);
        return values;
    }

    /** A copy of all numbers; zeros in a dry run. */
    public float[] toFloats() {
        float[] values = new float[Math.toIntExact(length())];
        read(0, values, 0, values.length);
        return values;
    }

    private void requireDense() {
        if (strides != null) {
            throw new IllegalStateException("%s is strided: only a matrix product takes it".formatted(this));
        }
    }

    private void checkRange(long at, int count) {
        requireDense();
        if (at < 0 || count < 0 || at + count > length()) {
            throw new IndexOutOfBoundsException(
                    "%d numbers at %d of a tensor %s".formatted(count, at, Arrays.toString(shape)));
        }
    }

    static void requireLength(long length, long... shape) {
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
        FLOAT(Float.BYTES),
        /** 64 bits: for checking gradients numerically. */
        DOUBLE(Double.BYTES),
        /** Whole numbers of 64 bits: places in another tensor. */
        INDEX(Long.BYTES);

        private final int bytes;

        Precision(int bytes) {
            this.bytes = bytes;
        }

        /** The bytes of one number. */
        public int bytes() {
            return bytes;
        }
    }
}
