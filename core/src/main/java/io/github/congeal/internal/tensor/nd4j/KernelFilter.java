package io.github.congeal.internal.tensor.nd4j;

import io.github.congeal.internal.tensor.Convolution;
import io.github.congeal.internal.tensor.Device;
import io.github.congeal.internal.tensor.Padding;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A filter for ND4J's {@code conv2d}.
 *
 * <p>The gradient with respect to the input is a convolution as well: with the kernels rotated by 180 degrees, their input
 * and output channels swapped and, for a stride above 1, the gradient's pixels spread apart.
 */
public class KernelFilter extends Nd4jFilter {
    private final Device device;
    private final KernelOrder order;
    private final Precision precision;
    private final Tensor kernels;
    private @Nullable Tensor turned;

    /** From weights {@code [Cout, Cin, k, k]}. */
    public KernelFilter(
            Device device,
            KernelOrder order,
            Convolution convolution,
            float[] values,
            float @Nullable [] bias,
            Precision precision,
            boolean gradients) {
        super(device, convolution, bias, precision);
        this.device = device;
        this.order = order;
        this.precision = precision;
        this.kernels = device.weights(
                target -> arrange(values, target),
                precision,
                order.shape(convolution.kernel(), convolution.inputs(), convolution.outputs()));
        if (gradients) {
            turned = turn();
        }
    }

    /** Reorders {@code [Cout, Cin, k, k]} to {@link #order}. */
    private void arrange(float[] values, FloatBuffer target) {
        int area = convolution().area();
        int inputs = convolution().inputs();
        int outputs = convolution().outputs();
        for (int o = 0; o < outputs; o++) {
            for (int i = 0; i < inputs; i++) {
                for (int k = 0; k < area; k++) {
                    target.put(order.index(area, inputs, outputs, k, i, o), values[(o * inputs + i) * area + k]);
                }
            }
        }
    }

    private Tensor turn() {
        Convolution shape = convolution();
        return device.weights(
                target -> order.turn(kernels, shape.area(), shape.inputs(), shape.outputs(), target),
                precision,
                order.shape(shape.kernel(), shape.outputs(), shape.inputs()));
    }

    /** The kernels as they were given, {@code [k, k, Cin, Cout]} or {@code [Cout, k, k, Cin]}. */
    protected final Tensor kernels() {
        return kernels;
    }

    /** The kernels of the gradient, to be closed after use; made on the first use and kept. */
    protected synchronized Tensor turned(Nd4jKernels ops) {
        if (turned == null) {
            turned = turn();
        }
        return turned;
    }

    @Override
    protected void convolve(Tensor x, Tensor out, Nd4jKernels ops) {
        Convolution shape = convolution();
        if (shape.scale() == 1) {
            ops.convolve(x, kernels, order, bias(), shape.stride(), shape.padding(), out);
            return;
        }
        try (Tensor enlarged =
                ops.buffers().take(x.dimension(0), 2 * x.dimension(1), 2 * x.dimension(2), x.dimension(3))) {
            ops.upsample(x, enlarged);
            ops.convolve(enlarged, kernels, order, bias(), shape.stride(), shape.padding(), out);
        }
    }

    @Override
    protected void convolveBackward(Tensor gradient, Tensor out, Nd4jKernels ops) {
        if (convolution().scale() == 1) {
            convolveBackwardOnce(gradient, out, ops);
            return;
        }
        try (Tensor enlarged =
                ops.buffers().take(out.dimension(0), 2 * out.dimension(1), 2 * out.dimension(2), out.dimension(3))) {
            convolveBackwardOnce(gradient, enlarged, ops);
            ops.upsampleBackward(enlarged, out);
        }
    }

    private void convolveBackwardOnce(Tensor gradient, Tensor out, Nd4jKernels ops) {
        Convolution shape = convolution();
        try (Tensor turned = turned(ops)) {
            if (shape.stride() == 1) {
                ops.convolve(gradient, turned, order, null, 1, Padding.CENTRED, out);
                return;
            }
            try (Tensor spread =
                    ops.buffers().take(out.dimension(0), out.dimension(1), out.dimension(2), shape.outputs())) {
                ops.spread(gradient, shape.stride(), shape.offset(), spread);
                ops.convolve(spread, turned, order, null, 1, Padding.CENTRED, out);
            }
        }
    }

    @Override
    protected synchronized List<Tensor> tensors() {
        return Stream.of(kernels, turned, bias())
                .filter(tensor -> tensor != null)
                .toList();
    }
}
