package io.github.congeal.internal.tensor.nd4j;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A view of some memory in some shape: the key under which ND4J's knowledge of it is kept.
 *
 * @param offset where the first number is
 * @param shape how many there are in each dimension
 * @param strides how far apart they are in each dimension
 */
@SuppressWarnings("ArrayRecordComponent") // never changed, and compared by what they hold
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
