package io.github.congeal.internal.tensor.nd4j;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A strided view of a memory, as the key of a cache.
 *
 * @param offset the index of the first element
 * @param shape the size of each dimension
 * @param strides the distance between neighbours in each dimension, in elements
 */
@SuppressWarnings("ArrayRecordComponent") // never changed, and compared by content
public record View(long offset, long[] shape, long[] strides) {
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof View view
                && offset == view.offset
                && Arrays.equals(shape, view.shape)
                && Arrays.equals(strides, view.strides);
    }

    @Override
    public int hashCode() {
        return (Arrays.hashCode(shape) * 31 + Arrays.hashCode(strides)) * 31 + Long.hashCode(offset);
    }
}
