package io.github.congeal.cuda.driver;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;

/** A tensor map of compute capability 9.0, for asynchronous copies of boxes out of a dense array of bf16. */
public final class TensorMap {
    private static final int BYTES = 128;
    private static final int ALIGNMENT = 64;
    private static final int BF16 = 9;
    private static final int BF16_BYTES = 2;
    private static final int SWIZZLE_128 = 3;
    private static final int PROMOTION_128 = 2;

    private final Memory whole = new Memory(BYTES + ALIGNMENT);
    private final Memory map = whole.align(ALIGNMENT);

    /**
     * A map of an array.
     *
     * @param address its address
     * @param sizes its dimensions, innermost first
     * @param box the size of a box in each dimension, in elements of the array
     * @param steps the stride of the elements that are read in each dimension; 1 for all of them
     */
    public TensorMap(GpuContext context, long address, long[] sizes, int[] box, int[] steps) {
        int rank = sizes.length;
        Memory strides = new Memory((long) Long.BYTES * rank);
        long stride = BF16_BYTES;
        for (int i = 0; i < rank; i++) {
            stride *= sizes[i];
            strides.setLong((long) Long.BYTES * i, stride);
        }
        Memory ownSizes = new Memory((long) Long.BYTES * rank);
        ownSizes.write(0, sizes, 0, rank);
        context.check(
                "cuTensorMapEncodeTiled",
                context.enter()
                        .cuTensorMapEncodeTiled(
                                map,
                                BF16,
                                rank,
                                address,
                                ownSizes,
                                strides,
                                integers(box),
                                integers(steps),
                                0,
                                SWIZZLE_128,
                                PROMOTION_128,
                                0));
    }

    private static Memory integers(int... values) {
        Memory memory = new Memory((long) Integer.BYTES * values.length);
        memory.write(0, values, 0, values.length);
        return memory;
    }

    void copyTo(Pointer target) {
        target.getByteBuffer(0, BYTES).put(map.getByteBuffer(0, BYTES));
    }
}
