package io.github.congeal.internal.tensor.host;

import io.github.congeal.internal.tensor.Convolution;
import io.github.congeal.internal.tensor.Device;
import io.github.congeal.internal.tensor.Padding;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;
import io.github.congeal.internal.tensor.Wrap;
import io.github.congeal.internal.tensor.nd4j.KernelFilter;
import io.github.congeal.internal.tensor.nd4j.KernelOrder;
import io.github.congeal.internal.tensor.nd4j.Nd4jKernels;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** 3x3 kernels from many channels to very few, such as colours, for {@link NarrowConvolution}; its gradient is oneDNN's. */
final class NarrowFilter extends KernelFilter implements PictureFilter {
    private static final int KERNEL = 3;
    /** The most output channels; with more, oneDNN uses the processor well. */
    private static final int MOST_OUTPUTS = 4;
    /** The fewest input channels for each output channel; with fewer, adding up takes longer than the products. */
    private static final int FEWEST_INPUTS = 8;

    private final float @Nullable [] biases;
    private final Tensor columns;

    /** From weights {@code [Cout, Cin, 3, 3]}. */
    NarrowFilter(Device device, Convolution convolution, float[] values, float @Nullable [] bias, boolean gradients) {
        super(device, KernelOrder.OUTPUTS_LAST, convolution, values, bias, Precision.FLOAT, gradients);
        int inputs = convolution.inputs();
        int outputs = convolution.outputs();
        this.biases = bias;
        this.columns = device.weights(
                NarrowConvolution.columns(values, inputs, outputs),
                Precision.FLOAT,
                inputs,
                NarrowConvolution.columns(outputs));
    }

    /** Whether a convolution can be computed this way, and faster than directly. */
    static boolean suits(Convolution convolution, Precision precision) {
        return convolution.kernel() == KERNEL
                && convolution.stride() == 1
                && convolution.scale() == 1
                && convolution.padding() == Padding.CENTRED
                && convolution.outputs() <= MOST_OUTPUTS
                && convolution.inputs() >= FEWEST_INPUTS * convolution.outputs()
                && precision == Precision.FLOAT;
    }

    @Override
    protected void convolve(Tensor x, Tensor out, Nd4jKernels ops) {
        convolveEach(x, Wrap.NONE, out, (HostKernels) ops);
    }

    @Override
    public void convolve(Tensor x, Wrap wrap, @Nullable Activation activation, Tensor out, HostKernels ops) {
        ops.narrow().forward(x, wrap, activation, columns, biases, out);
    }

    @Override
    protected List<Tensor> tensors() {
        return Stream.concat(super.tensors().stream(), Stream.of(columns)).toList();
    }
}
