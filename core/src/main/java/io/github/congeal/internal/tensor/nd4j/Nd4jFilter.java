package io.github.congeal.internal.tensor.nd4j;

import io.github.congeal.internal.tensor.Convolution;
import io.github.congeal.internal.tensor.Device;
import io.github.congeal.internal.tensor.Filter;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;
import org.jspecify.annotations.Nullable;

/** A filter of a device that computes with ND4J; each subclass has its own way to convolve. */
public abstract class Nd4jFilter extends Filter {
    private final @Nullable Tensor bias;

    /**
     * A filter with its bias.
     *
     * @param bias {@code [Cout]}, or null
     */
    protected Nd4jFilter(Device device, Convolution convolution, float @Nullable [] bias, Precision precision) {
        super(convolution);
        this.bias = bias == null ? null : device.weights(bias, precision, bias.length);
    }

    /** The bias, {@code [Cout]}, or null. */
    protected final @Nullable Tensor bias() {
        return bias;
    }

    /** As {@link Nd4jKernels#convolve}. */
    protected abstract void convolve(Tensor x, Tensor out, Nd4jKernels kernels);

    /** As {@link Nd4jKernels#convolveBackward}. */
    protected abstract void convolveBackward(Tensor gradient, Tensor out, Nd4jKernels kernels);
}
