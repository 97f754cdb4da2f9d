package io.github.congeal.internal.tensor.host;

import io.github.congeal.internal.tensor.Convolution;
import io.github.congeal.internal.tensor.Device;
import io.github.congeal.internal.tensor.Padding;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;
import io.github.congeal.internal.tensor.Wrap;
import io.github.congeal.internal.tensor.host.WinogradProducts.Library;
import io.github.congeal.internal.tensor.nd4j.Nd4jFilter;
import io.github.congeal.internal.tensor.nd4j.Nd4jKernels;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** 3x3 kernels transformed for {@link WinogradConvolution}; the gradient uses the same kernels. */
final class WinogradFilter extends Nd4jFilter implements PictureFilter {
    private static final int KERNEL = 3;

    private final float @Nullable [] biases;
    private final Tensor kernels;

    /**
     * From weights {@code [Cout, Cin, 3, 3]}.
     *
     * @param library computes the products, and so decides how the kernels are laid out
     */
    WinogradFilter(Device device, Convolution convolution, float[] values, float @Nullable [] bias, Library library) {
        // No bias in the superclass: it is added during the output transform.
        super(device, convolution, null, Precision.FLOAT);
        int inputs = convolution.inputs();
        int outputs = convolution.outputs();
        this.biases = bias;
        this.kernels = device.weights(
                target -> WinogradConvolution.transform(values, library.panels(inputs, outputs), target),
                Precision.FLOAT,
                WinogradConvolution.PRODUCTS,
                inputs,
                outputs);
    }

    /** Whether a convolution can be computed this way, and faster than directly, with this library for the products. */
    static boolean suits(Convolution convolution, Precision precision, Library library) {
        return isPossible(convolution, precision)
                && Math.min(convolution.inputs(), convolution.outputs()) >= library.fewestChannels()
                // Transformed, kernels are four times as large.
                && !LargeKernelFilter.suits(convolution);
    }

    /** Whether a convolution can be computed this way, and may be. */
    static boolean isPossible(Convolution convolution, Precision precision) {
        return convolution.kernel() == KERNEL
                && convolution.stride() == 1
                && convolution.padding() == Padding.CENTRED
                && convolution.tileable()
                && Math.max(convolution.inputs(), convolution.outputs()) <= WinogradConvolution.MOST_CHANNELS
                && precision == Precision.FLOAT;
    }

    @Override
    protected void convolve(Tensor x, Tensor out, Nd4jKernels ops) {
        convolveEach(x, Wrap.NONE, out, (HostKernels) ops);
    }

    @Override
    public void convolve(Tensor x, Wrap wrap, @Nullable Activation activation, Tensor out, HostKernels ops) {
        convolve(x, wrap, activation, null, out, ops);
    }

    /** As {@link PictureFilter#convolve}, with another picture added to the output unless it is null. */
    void convolve(
            Tensor x, Wrap wrap, @Nullable Activation activation, @Nullable Tensor added, Tensor out, HostKernels ops) {
        ops.tiled().forward(x, wrap, activation, kernels, biases, convolution().scale(), added, out);
    }

    @Override
    protected void convolveBackward(Tensor gradient, Tensor out, Nd4jKernels ops) {
        convolveBackward(gradient, Wrap.NONE, out, (HostKernels) ops);
    }

    /** The gradient of the convolution of pictures with circular padding. */
    void convolveBackward(Tensor gradient, Wrap wrap, Tensor out, HostKernels ops) {
        for (int n = 0; n < gradient.dimension(0); n++) {
            ops.tiled().backward(gradient.slice(n), wrap, kernels, convolution().scale(), out.slice(n));
        }
    }

    /** As {@link WinogradConvolution#backward(Tensor, Tensor, Tensor, Activation, Tensor)}, for one picture. */
    ActivationGradient convolveBackward(Tensor gradient, Tensor x, Activation activation, Tensor out, HostKernels ops) {
        return ops.tiled().backward(gradient, kernels, x, activation, out);
    }

    @Override
    protected List<Tensor> tensors() {
        return List.of(kernels);
    }
}
