package io.github.congeal.internal.nn;

import io.github.congeal.internal.tensor.Convolution;
import io.github.congeal.internal.tensor.Filter;
import io.github.congeal.internal.tensor.Padding;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Wrap;
import org.jspecify.annotations.Nullable;

/**
 * A convolution, {@code [N, H, W, Cin]} to {@code [N, scale * H / stride, scale * W / stride, Cout]}. It pads with zeros, or
 * circularly as {@link Tape#wrap()} says. Its gradient needs nothing from the forward pass.
 */
public final class Conv2d implements Layer {
    private final Convolution shape;
    private final Filter filter;

    /**
     * A convolution with stride 1 that keeps height and width.
     *
     * @param weights {@code weight}, {@code [Cout, Cin, k, k]}, and {@code bias}, {@code [Cout]}, if present
     */
    public Conv2d(Weights weights, int inputs, int outputs, int kernel) {
        this(weights, Convolution.of(inputs, outputs, kernel));
    }

    /**
     * A convolution from torch's weights.
     *
     * @param weights {@code weight}, {@code [Cout, Cin, k, k]}, and {@code bias}, {@code [Cout]}, if present
     * @param kernel the side k of the kernel, odd
     * @param stride 1 or 2; the sides of the input must be multiples of it
     * @param padding {@link Padding#AFTER} only for kernel 3 and stride 2
     */
    public Conv2d(Weights weights, int inputs, int outputs, int kernel, int stride, Padding padding) {
        this(weights, Convolution.of(inputs, outputs, kernel).strided(stride, padding));
    }

    /**
     * A convolution from torch's weights.
     *
     * @param weights {@code weight}, {@code [Cout, Cin, k, k]}, and {@code bias}, {@code [Cout]}, if present
     */
    public Conv2d(Weights weights, Convolution shape) {
        this(
                weights,
                weights.borrow("weight", shape.outputs(), shape.inputs(), shape.kernel(), shape.kernel()),
                weights.has("bias") ? weights.read("bias", shape.outputs()) : null,
                shape);
    }

    /**
     * A convolution from given values, for merged weights.
     *
     * @param owner the owner of the memory
     * @param values {@code [Cout, Cin, k, k]}; a longer array is allowed, and it is not kept
     * @param bias {@code [Cout]}, or null
     */
    public Conv2d(Weights owner, float[] values, float @Nullable [] bias, Convolution shape) {
        this.shape = shape;
        this.filter = owner.filter(shape, values, bias);
    }

    /** The filter. */
    Filter filter() {
        return filter;
    }

    /**
     * Takes a tensor for the output.
     *
     * @throws IllegalArgumentException if the sides of the input are not multiples of the stride
     */
    Tensor takeOutput(Tensor input, Tape tape) {
        requireMultiple(input.dimension(1));
        requireMultiple(input.dimension(2));
        return tape.take(shape.outputShape(input));
    }

    private void requireMultiple(long side) {
        if (side % shape.stride() != 0) {
            throw new IllegalArgumentException(
                    "a picture's side of %s pixels is no multiple of the convolution's stride %s"
                            .formatted(side, shape.stride()));
        }
    }

    @Override
    public Tensor forward(Tensor input, Tape tape) {
        Tensor out = takeOutput(input, tape);
        if (tape.wrap() == Wrap.NONE) {
            tape.kernels().convolve(input, filter, out);
        } else {
            tape.kernels().convolveWrapped(input, filter, tape.wrap(), out);
        }
        input.close();
        return out;
    }

    @Override
    public void replay(Tensor input, Tape tape) {
        input.close();
    }

    @Override
    public Tensor backward(Tensor gradient, Tape tape) {
        Tensor out = tape.take(shape.inputShape(gradient));
        if (tape.wrap() == Wrap.NONE) {
            tape.kernels().convolveBackward(gradient, filter, out);
        } else {
            tape.kernels().convolveWrappedBackward(gradient, filter, tape.wrap(), out);
        }
        gradient.close();
        return out;
    }
}
