package io.github.congeal.internal.checkpoint;

import java.util.Arrays;

/**
 * A walk over a strided tensor in as few and as long rows as possible.
 *
 * @param sizes the dimensions, outermost first, without those of size 1; neighbours that can be walked as one are one
 * @param strides how many elements lie between neighbours along each
 */
record Strides(long[] sizes, long[] strides) {

    /** The walk over a tensor that has elements. */
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

    /** Whether all elements lie one after the other. */
    boolean isContiguous() {
        return sizes.length == 0 || sizes.length == 1 && strides[0] == 1;
    }
}
