package io.github.congeal.internal.tensor;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A view of a device's memory as a row-major array, usually dense; pictures are {@code [N, H, W, C]}.
 *
 * <p>Tensors of a run are reference-counted: a tensor begins with one holder, {@link #retain()} adds one, {@link
 * #close()} removes one, and the last gives the memory back to the {@link Buffers} it came from. All views of a tensor
 * share its memory and its count. A view made by {@link #reshape} takes over a holder. Other views have no holder: they
 * are valid as long as the tensor that they were made from, and must not be closed unless that was retained for them.
 * Weights are not counted; their owner {@linkplain #free() frees} them. Weights may be read by many threads; any other
 * tensor belongs to one run.
 */
public final class Tensor implements AutoCloseable {
    private final Memory memory;
    /** Null for memory that is not recycled. */
    private final @Nullable Lease lease;

    private final long offset;
    private final long[] shape;
    /** Null if the view is dense. */
    private final long @Nullable [] strides;

    /** A dense view of memory that is not recycled, from its beginning on. */
    public Tensor(Memory memory, long... shape) {
        this(memory, null, 0, shape);
    }

    /** A dense view of memory from an offset on. */
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

    /** The index of its first element in the memory. */
    public long offset() {
        return offset;
    }

    /** The distance in the memory between neighbours in each dimension, in elements; not to be changed. */
    public long[] strides() {
        return strides == null ? denseStrides(shape) : strides;
    }

    /**
     * A strided view without a holder. Only {@link Kernels#copy}, {@link Kernels#fill}, matrix products and, with two
     * dimensions, {@link Kernels#combine} accept it.
     *
     * @param at the index of the view's first element in this tensor
     * @param viewStrides in elements; 0 repeats elements
     */
    public Tensor strided(long at, long[] viewShape, long... viewStrides) {
        requireDense();
        return new Tensor(memory, lease, offset + at, viewShape, viewStrides);
    }

    /** Whether the other tensor is a view of the same elements in the same shape. */
    public boolean isSameView(Tensor other) {
        return memory == other.memory
                && offset == other.offset
                && Arrays.equals(shape, other.shape)
                && Arrays.equals(strides, other.strides);
    }

    /**
     * A hash that agrees with {@link #isSameView}.
     *
     * @throws IllegalStateException if the memory was freed
     */
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

    /** The size of its elements in bytes. */
    public long bytes() {
        return length() * precision().bytes();
    }

    /** The precision of its elements. */
    public Precision precision() {
        return memory.precision();
    }

    /** Adds a holder, and returns this tensor. */
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

    /**
     * Removes a holder; the last one gives the memory back.
     *
     * @throws IllegalStateException if there is no holder any more
     */
    @Override
    public void close() {
        if (lease != null) {
            lease.release();
        }
    }

    /** Frees the memory at once, even if it is still in use; for weights. */
    public void free() {
        memory.free();
    }

    /**
     * The same elements in another shape of the same length. The view takes over the holder: use it in place of this
     * tensor, or {@link #retain()} first.
     */
    public Tensor reshape(long... newShape) {
        requireDense();
        requireLength(length(), newShape);
        return new Tensor(memory, lease, offset, newShape.clone());
    }

    /**
     * One index of the first dimension, as a dense view {@code [1, …]} without a holder.
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

    /** The first elements of this tensor, as a dense view without a holder. */
    public Tensor first(long... viewShape) {
        return part(0, viewShape);
    }

    /** The elements from index {@code from} on, as a dense view without a holder. */
    public Tensor part(long from, long... viewShape) {
        requireDense();
        if (from < 0 || from + length(viewShape) > length()) {
            throw new IllegalArgumentException("%s numbers from %s on do not fill the shape %s"
                    .formatted(length(), from, Arrays.toString(viewShape)));
        }
        return new Tensor(memory, lease, offset + from, viewShape.clone());
    }

    /** A range of the first dimension, as a view without a holder. */
    public Tensor along(long from, long count) {
        long[] partShape = shape.clone();
        partShape[0] = count;
        long stride = strides == null ? length() / shape[0] : strides[0];
        return new Tensor(memory, lease, offset + from * stride, partShape, strides);
    }

    /**
     * The attention heads of one part of the last dimension: {@code [N, T, parts * numHeads * d]} as a strided view {@code
     * [N, numHeads, T, d]} without a holder, for {@link Kernels#multiply}.
     *
     * @param part the index of the part, such as 0, 1, 2 for query, key, value
     * @param parts the number of equal parts of the last dimension
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

    /** The same elements as a matrix {@code [rows, C]}, as a view without a holder; itself if it is one, even strided. */
    public Tensor asMatrix() {
        return rank() == 2 ? this : reshape(length() / dimension(-1), dimension(-1));
    }

    /** Whether its elements are contiguous in the memory. */
    public boolean isDense() {
        return strides == null;
    }

    /** Whether all dimensions but the last two are 1. */
    public boolean isOneMatrix() {
        return length() == dimension(-1) * dimension(-2);
    }

    /** The matrix of the last two dimensions if there is only one, as a view without a holder. */
    public Tensor onlyMatrix() {
        int from = shape.length - 2;
        long[] matrixStrides = strides == null ? null : Arrays.copyOfRange(strides, from, shape.length);
        return new Tensor(memory, lease, offset, Arrays.copyOfRange(shape, from, shape.length), matrixStrides);
    }

    /** The number of matrices of the last two dimensions. */
    public long matrices() {
        return length() / (dimension(-1) * dimension(-2));
    }

    /** One of the matrices of the last two dimensions, in row-major order, as a view without a holder. */
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
     * A range of the tokens of each sequence: {@code [N, T, C]} as a strided view {@code [N, count * C]} without a holder.
     */
    public Tensor tokens(long from, long count) {
        requireDense();
        long width = shape[2];
        long[] viewShape = {shape[0], count * width};
        return new Tensor(memory, lease, offset + from * width, viewShape, new long[] {shape[1] * width, 1});
    }

    /**
     * Copies {@code count} values, from index {@code from} on, into the elements from {@code at} on.
     *
     * @throws IndexOutOfBoundsException if the tensor has fewer elements
     */
    public void write(long at, float[] values, int from, int count) {
        checkRange(at, count);
        memory.write(offset + at, values, from, count);
    }

    /**
     * Copies {@code count} elements, from {@code at} on, into {@code values} from index {@code from} on; leaves {@code
     * values} as it is in a dry run.
     *
     * @throws IndexOutOfBoundsException if the tensor has fewer elements
     */
    public void read(long at, float[] values, int from, int count) {
        checkRange(at, count);
        memory.read(offset + at, values, from, count);
    }

    /** Copies values into the elements from {@code at} on, converted to the tensor's precision. */
    public void write(long at, double... values) {
        checkRange(at, values.length);
        memory.write(offset + at, values);
    }

    /** A copy of all elements, in full precision; zeros in a dry run. */
    public double[] toDoubles() {
        requireDense();
        double[] values = new double[Math.toIntExact(length())];
        memory.read(offset, values);
        return values;
    }

    /** A copy of all elements; zeros in a dry run. */
    public float[] toFloats() {
        float[] values = new float[Math.toIntExact(length())];
        read(0, values, 0, values.length);
        return values;
    }

    private void requireDense() {
        if (strides != null) {
            throw new IllegalStateException("%s is strided, and a dense tensor is needed".formatted(this));
        }
    }

    private void checkRange(long at, int count) {
        requireDense();
        if (at < 0 || count < 0 || at + count > length()) {
            throw new IndexOutOfBoundsException(
                    "%s numbers at %s of a tensor %s".formatted(count, at, Arrays.toString(shape)));
        }
    }

    static void requireLength(long length, long... shape) {
        if (length != length(shape)) {
            throw new IllegalArgumentException(
                    "%s numbers do not fill the shape %s".formatted(length, Arrays.toString(shape)));
        }
    }

    @Override
    public String toString() {
        return "Tensor" + Arrays.toString(shape);
    }

    /** The types of elements that a tensor can hold. */
    public enum Precision {
        /** float32, the type of weights, pictures and activations. */
        FLOAT(Float.BYTES),
        /** float64, for the losses of prompts, and for numerical gradient checks. */
        DOUBLE(Double.BYTES),
        /** bfloat16, float32 without the lower half of its bits, for fast products. */
        BFLOAT16(Short.BYTES),
        /** 64-bit whole numbers: indices into another tensor. */
        INDEX(Long.BYTES);

        private final int bytes;

        Precision(int bytes) {
            this.bytes = bytes;
        }

        /** The size of one element in bytes. */
        public int bytes() {
            return bytes;
        }
    }
}
