package io.github.congeal.internal.tensor;

/**
 * Convolutions with circular padding, for seamless pictures. The defaults pad the picture with rims copied from the
 * opposite sides, convolve it with zero padding, and drop the results on the rims.
 */
public interface WrappedConvolutions extends Normalizations {
    /** {@link #convolve} with circular padding in the directions of {@code wrap}. */
    default void convolveWrapped(Tensor x, Filter filter, Wrap wrap, Tensor out) {
        Convolution shape = filter.convolution();
        boolean aside = buffers().layAside(true);
        try (WrappedPicture wrapped = WrappedPicture.around(x.shape(), shape, wrap, this);
                WrappedPicture convolved = wrapped.convolved(shape, out.shape())) {
            wrapped.fill(x);
            convolve(wrapped.tensor(), filter, convolved.tensor());
            convolved.read(out);
        } finally {
            buffers().layAside(aside);
        }
    }

    /** The gradient of {@link #convolveWrapped} with respect to x. */
    default void convolveWrappedBackward(Tensor gradient, Filter filter, Wrap wrap, Tensor out) {
        Convolution shape = filter.convolution();
        boolean aside = buffers().layAside(true);
        try (WrappedPicture wrapped = WrappedPicture.around(out.shape(), shape, wrap, this);
                WrappedPicture convolved = wrapped.convolved(shape, gradient.shape())) {
            convolved.fillMiddle(gradient);
            convolveBackward(convolved.tensor(), filter, wrapped.tensor());
            wrapped.readSums(out);
        } finally {
            buffers().layAside(aside);
        }
    }

    /** {@link #normalizedConvolve} with circular padding in the directions of {@code wrap}. */
    default void normalizedConvolveWrapped(
            GroupNormalization norm, Tensor x, Tensor statistics, Filter filter, Wrap wrap, Tensor out) {
        boolean aside = buffers().layAside(true);
        try (Tensor normalised = buffers().take(x.shape())) {
            groupNormalize(norm, x, statistics, normalised);
            convolveWrapped(normalised, filter, wrap, out);
        } finally {
            buffers().layAside(aside);
        }
    }
}
