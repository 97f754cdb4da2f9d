package io.github.congeal.internal.checkpoint;

import java.util.Arrays;

/**
 * The iteration over a strided tensor in as few and as long rows as possible.
 *
 * @param sizes the dimensions, outermost first, without those of size 1 and with adjacent ones merged if possible
 * @param strides the stride of each dimension, in elements
 */
record Strides(long[] sizes, long[] strides) {

    /** The iteration over a tensor that is not empty. */
    static Strides of(long[] shape, long[] strides) {
        long[] sizes = new long[shape.length];
        long[] steps = new long[shape.length];
        int count = 0;
        for (int i = 0; i < shape.length; i++) {
            if (shape[i] == 1) {
                continue;
            }
            if (count > 0 && steps[count - 1] == strides[i] * shape[i]) {
                sizes[count - 1] *= shape[i];
                steps[count - 1] = strides[i];
            } else {
                sizes[count] = shape[i];
                steps[count] = strides[i];
                count++;
            }
        }
        return new Strides(Arrays.copyOf(sizes, count), Arrays.copyOf(steps, count));
    }

    /** Whether the elements are contiguous. */
    boolean isContiguous() {
        return sizes.length == 0 || sizes.length == 1 && strides[0] == 1;
    }
}
