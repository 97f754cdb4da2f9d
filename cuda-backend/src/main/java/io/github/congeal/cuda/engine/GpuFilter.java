package io.github.congeal.cuda.engine;

import io.github.congeal.internal.tensor.Convolution;
import io.github.congeal.internal.tensor.Filter;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The weights of a convolution on the GPU, arranged for the forward and for the backward pass. */
final class GpuFilter extends Filter {
    private final GpuDevice device;
    private final Precision precision;
    private final Direction forward;
    private final @Nullable Tensor bias;
    private @Nullable Direction backward;

    /** The weights for one direction, as halves for float32 and unchanged for float64. */
    record Direction(KernelArrangement arrangement, Halves kernels) {}

    GpuFilter(
            GpuDevice device,
            Convolution convolution,
            float[] values,
            float @Nullable [] bias,
            Precision precision,
            boolean gradients) {
        super(convolution);
        this.device = device;
        this.precision = precision;
        this.forward = direction(KernelArrangement.forward(convolution), values);
        this.bias = bias == null ? null : device.weights(bias, precision, bias.length);
        // With scale 2 the arranged weights are sums, from which the original weights cannot be restored later.
        if (gradients || convolution.scale() == 2) {
            this.backward = direction(KernelArrangement.backward(convolution), values);
        }
    }

    private Direction direction(KernelArrangement arrangement, float... values) {
        return new Direction(
                arrangement,
                device.kernels(arrangement.arrange(convolution(), values), arrangement.inputs(), precision));
    }

    /** The weights of the forward pass. */
    Direction forward() {
        return forward;
    }

    /** The weights of the backward pass, arranged on first use. */
    synchronized Direction backward() {
        Direction known = backward;
        if (known == null) {
            known = direction(
                    KernelArrangement.backward(convolution()),
                    forward.arrangement.restore(
                            convolution(), device.numbers(forward.kernels, forward.arrangement.inputs(), precision)));
            backward = known;
        }
        return known;
    }

    /** The bias, {@code [Cout]}, or null. */
    @Nullable
    Tensor bias() {
        return bias;
    }

    @Override
    protected synchronized List<Tensor> tensors() {
        Direction back = backward;
        return Stream.of(forward.kernels.numbers(), back == null ? null : back.kernels.numbers(), bias)
                .filter(tensor -> tensor != null)
                .toList();
    }
}
