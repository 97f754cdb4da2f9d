package io.github.congeal.internal.checkpoint;

import java.util.Arrays;

/** The name, type and shape of a tensor, without its elements. Immutable. */
public final class TensorInfo {

    private final String name;
    private final DataType dataType;
    private final long[] shape;
    private final long elementCount;

    /**
     * Describes a tensor.
     *
     * @param name its name in the file
     * @param dataType the type of its elements
     * @param shape its dimensions, outermost first, each at least 0; none for a scalar
     * @throws IllegalArgumentException if a dimension is negative or the tensor has 2⁶³ bytes or more
     */
    public TensorInfo(String name, DataType dataType, long... shape) {
        this.name = name;
        this.dataType = dataType;
        this.shape = shape.clone();
        this.elementCount = countElements(dataType, shape);
    }

    private static long countElements(DataType dataType, long[] shape) {
        long count = 1;
        try {
            for (long dimension : shape) {
                if (dimension < 0) {
                    throw new IllegalArgumentException("shape " + Arrays.toString(shape) + " has a negative dimension");
                }
                count = Math.multiplyExact(count, dimension);
            }
            Math.multiplyExact(count, dataType.bytes());
        } catch (ArithmeticException overflow) {
            throw new IllegalArgumentException("shape " + Arrays.toString(shape) + " is too large", overflow);
        }
        return count;
    }

    /** The tensor's name in the file. */
    public String name() {
        return name;
    }

    /** The type of the elements. */
    public DataType dataType() {
        return dataType;
    }

    /** The dimensions, outermost first, in row-major order; empty for a scalar. */
    public long[] shape() {
        return shape.clone();
    }

    /** The number of elements: the product of the dimensions, 1 for a scalar. */
    public long elementCount() {
        return elementCount;
    }

    /** The size of all elements in bytes. */
    public long byteCount() {
        return elementCount * dataType.bytes();
    }

    /** Whether the tensor has exactly these dimensions. */
    public boolean hasShape(long... expected) {
        return Arrays.equals(shape, expected);
    }

    /** Name, type and shape on one line. */
    @Override
    public String toString() {
        return name + " " + dataType + Arrays.toString(shape);
    }
}
