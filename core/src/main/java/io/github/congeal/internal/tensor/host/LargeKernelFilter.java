package io.github.congeal.internal.tensor.host;

import io.github.congeal.internal.tensor.Convolution;
import io.github.congeal.internal.tensor.Device;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;
import io.github.congeal.internal.tensor.nd4j.KernelFilter;
import io.github.congeal.internal.tensor.nd4j.KernelOrder;
import io.github.congeal.internal.tensor.nd4j.Nd4jKernels;
import org.jspecify.annotations.Nullable;

/**
 * A filter with many weights for oneDNN's convolution. The kernels of the gradient are made for each use and not kept: that
 * takes a twentieth of the convolution's time, and saves half of the memory.
 */
class LargeKernelFilter extends KernelFilter {
    /** With fewer weights, the kernels of the gradient are kept. */
    private static final int FEWEST_WEIGHTS = 1 << 20;

    private final Precision precision;

    /** From weights {@code [Cout, Cin, k, k]}. */
    LargeKernelFilter(
            Device device, Convolution convolution, float[] values, float @Nullable [] bias, Precision precision) {
        super(device, KernelOrder.OUTPUTS_LAST, convolution, values, bias, precision, false);
        this.precision = precision;
    }

    /** Whether the memory is worth the time. */
    static boolean suits(Convolution convolution) {
        return convolution.area() * convolution.inputs() * convolution.outputs() >= FEWEST_WEIGHTS;
    }

    @Override
    protected Tensor turned(Nd4jKernels ops) {
        Convolution shape = convolution();
        Tensor turned = ops.buffers().take(precision, shape.kernel(), shape.kernel(), shape.outputs(), shape.inputs());
        ((HostKernels) ops).turn(kernels().reshape(shape.area(), shape.inputs(), shape.outputs()), turned);
        return turned;
    }
}
