package io.github.congeal.internal.tensor;

import java.util.List;

/**
 * The frozen weights of a convolution, in the form that suits the device that made it: see {@link Device#filter}. Only
 * that device's kernels take it.
 */
public abstract class Filter {
    private final Convolution convolution;

    /** The weights of a convolution. */
    protected Filter(Convolution convolution) {
        this.convolution = convolution;
    }

    /** The shape of the convolution. */
    public final Convolution convolution() {
        return convolution;
    }

    /** The tensors that it holds now; some may be made on first use. */
    protected abstract List<Tensor> tensors();

    /** The bytes that it takes now. */
    public final long bytes() {
        return tensors().stream().mapToLong(Tensor::bytes).sum();
    }

    /** Frees its memory at once. */
    public final void free() {
        tensors().forEach(Tensor::free);
    }
}
