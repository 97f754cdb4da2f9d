package io.github.congeal.internal.tensor.host;

import io.github.congeal.internal.tensor.Convolution;
import io.github.congeal.internal.tensor.Device;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;
import io.github.congeal.internal.tensor.nd4j.Nd4jKernels;
import org.jspecify.annotations.Nullable;

/**
 * Many 3x3 kernels, which are transformed for {@link WinogradConvolution} at each use: that saves three quarters of their
 * memory.
 */
final class LargeWinogradFilter extends LargeKernelFilter {
    /** In smaller pictures, transforming the kernels takes longer than the products that it saves. */
    private static final int FEWEST_PIXELS = 256;

    private final float @Nullable [] biases;

    /** From weights {@code [Cout, Cin, 3, 3]}. */
    LargeWinogradFilter(Device device, Convolution convolution, float[] values, float @Nullable [] bias) {
        super(device, convolution, values, bias, Precision.FLOAT);
        this.biases = bias;
    }

    /** Whether a convolution can be computed this way, faster than directly if the picture is large enough. */
    static boolean suits(Convolution convolution, Precision precision) {
        return LargeKernelFilter.suits(convolution) && WinogradFilter.isPossible(convolution, precision);
    }

    private static boolean isLarge(Tensor picture) {
        return picture.dimension(1) * picture.dimension(2) >= FEWEST_PIXELS;
    }

    @Override
    protected void convolve(Tensor x, Tensor out, Nd4jKernels ops) {
        if (isLarge(out)) {
            ((HostKernels) ops)
                    .tiled()
                    .convolve(x, kernels(), biases, convolution().scale(), 1, out);
        } else {
            super.convolve(x, out, ops);
        }
    }

    @Override
    protected void convolveBackward(Tensor gradient, Tensor out, Nd4jKernels ops) {
        if (!isLarge(gradient)) {
            super.convolveBackward(gradient, out, ops);
            return;
        }
        try (Tensor turned = turned(ops)) {
            ((HostKernels) ops)
                    .tiled()
                    .convolve(gradient, turned, null, 1, convolution().scale(), out);
        }
    }
}
