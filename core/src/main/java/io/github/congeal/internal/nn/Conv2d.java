package io.github.congeal.internal.nn;

import io.github.congeal.internal.tensor.KernelOrder;
import io.github.congeal.internal.tensor.Ops.Padding;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.nio.FloatBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A convolution, {@code [N, H, W, Cin]} to {@code [N, H / stride, W / stride, Cout]}.
 *
 * <p>The gradient with respect to the input is a convolution too: with the kernel turned by half a circle, its channels
 * swapped, and for a stride the gradient's pixels spread out. Nothing needs to be remembered for it.
 */
public final class Conv2d implements Layer {
    private final int kernel;
    private final int stride;
    private final Padding padding;
    private final int inputs;
    private final int outputs;
    private final KernelOrder order;
    private final Tensor weights;
    private final Weights owner;
    private @Nullable Tensor turnedWeights;
    private final @Nullable Tensor bias;

    /** A convolution with stride 1 that keeps height and width: weights {@code weight} and, if there, {@code bias}. */
    public Conv2d(Weights weights, int inputs, int outputs, int kernel) {
        this(weights, inputs, outputs, kernel, 1, Padding.CENTRED);
    }

    /**
     * A convolution from torch's weights.
     *
     * @param weights {@code weight} {@code [Cout, Cin, k, k]} and, if there, {@code bias} {@code [Cout]}
     * @param kernel odd
     * @param stride 1 or 2; the sides of the input must be multiples of it
     * @param padding {@code AFTER} is meant for kernel 3 and stride 2
     */
    public Conv2d(Weights weights, int inputs, int outputs, int kernel, int stride, Padding padding) {
        this(
                weights,
                weights.borrow("weight", outputs, inputs, kernel, kernel),
                weights.has("bias") ? weights.read("bias", outputs) : null,
                inputs,
                outputs,
                kernel,
                stride,
                padding);
    }

    /**
     * A convolution from numbers at hand, for weights that were merged.
     *
     * @param owner who frees them
     * @param values {@code [Cout, Cin, k, k]}, and perhaps more; not needed afterwards
     */
    public Conv2d(
            Weights owner,
            float[] values,
            float @Nullable [] biases,
            int inputs,
            int outputs,
            int kernel,
            int stride,
            Padding padding) {
        this.kernel = kernel;
        this.stride = stride;
        this.padding = padding;
        this.inputs = inputs;
        this.outputs = outputs;
        this.owner = owner;
        this.order = mapsPixels() ? KernelOrder.OUTPUTS_LAST : KernelOrder.here();
        this.weights = owner.keep(target -> arrange(values, target), order.shape(kernel, inputs, outputs));
        if (owner.gradients() && !mapsPixels()) {
            turnedWeights = turn();
        }
        this.bias = biases == null ? null : owner.keep(biases, outputs);
    }

    /** {@code [Cout, Cin, k, k]} to the order in which they are kept. */
    private void arrange(float[] values, FloatBuffer target) {
        int area = kernel * kernel;
        for (int o = 0; o < outputs; o++) {
            for (int i = 0; i < inputs; i++) {
                for (int k = 0; k < area; k++) {
                    target.put(order.index(area, inputs, outputs, k, i, o), values[(o * inputs + i) * area + k]);
                }
            }
        }
    }

    /** The kernels turned by half a circle, inputs and outputs swapped. */
    private Tensor turn() {
        return owner.keep(this::turn, order.shape(kernel, outputs, inputs));
    }

    private void turn(FloatBuffer target) {
        int area = kernel * kernel;
        // Piece by piece, so that the heap need not hold all of them.
        if (order == KernelOrder.OUTPUTS_LAST) {
            float[] matrix = new float[inputs * outputs];
            for (int k = 0; k < area; k++) {
                weights.read((long) k * matrix.length, matrix, 0, matrix.length);
                for (int i = 0; i < inputs; i++) {
                    for (int o = 0; o < outputs; o++) {
                        target.put(order.index(area, outputs, inputs, area - 1 - k, o, i), matrix[i * outputs + o]);
                    }
                }
            }
            return;
        }
        float[] matrix = new float[area * inputs];
        for (int o = 0; o < outputs; o++) {
            weights.read((long) o * matrix.length, matrix, 0, matrix.length);
            for (int k = 0; k < area; k++) {
                for (int i = 0; i < inputs; i++) {
                    target.put(order.index(area, outputs, inputs, area - 1 - k, o, i), matrix[k * inputs + i]);
                }
            }
        }
    }

    private synchronized Tensor turnedWeights() {
        if (turnedWeights == null) {
            turnedWeights = turn();
        }
        return turnedWeights;
    }

    @Override
    public Tensor forward(Tensor input, Tape tape) {
        requireMultiple(input.dimension(1));
        requireMultiple(input.dimension(2));
        Tensor out = tape.take(input.dimension(0), input.dimension(1) / stride, input.dimension(2) / stride, outputs);
        if (mapsPixels()) {
            tape.ops().convolve(input, weights, bias, stride, padding, out);
        } else {
            tape.ops().convolve(input, weights, order, bias, stride, padding, out);
        }
        input.close();
        return out;
    }

    @Override
    public void replay(Tensor input, Tape tape) {
        input.close();
    }

    private void requireMultiple(long side) {
        if (side % stride != 0) {
            throw new IllegalArgumentException(
                    "a picture's side of %d pixels is no multiple of the convolution's stride %d"
                            .formatted(side, stride));
        }
    }

    @Override
    public Tensor backward(Tensor gradient, Tape tape) {
        if (mapsPixels()) {
            return mapBack(gradient, tape);
        }
        Tensor spread = stride == 1 ? gradient : spread(gradient, tape);
        Tensor out = tape.take(spread.dimension(0), spread.dimension(1), spread.dimension(2), inputs);
        tape.ops().convolve(spread, turnedWeights(), order, null, 1, Padding.CENTRED, out);
        spread.close();
        return out;
    }

    /** Whether it is a matrix product for each pixel, whose gradient needs no turned kernel. */
    private boolean mapsPixels() {
        return kernel == 1 && stride == 1;
    }

    private Tensor mapBack(Tensor gradient, Tape tape) {
        Tensor out = tape.take(gradient.dimension(0), gradient.dimension(1), gradient.dimension(2), inputs);
        long rows = out.length() / inputs;
        tape.ops()
                .multiply(
                        gradient.reshape(rows, outputs),
                        false,
                        weights.reshape(inputs, outputs),
                        true,
                        out.reshape(rows, inputs));
        gradient.close();
        return out;
    }

    private Tensor spread(Tensor gradient, Tape tape) {
        Tensor spread = tape.take(
                gradient.dimension(0), gradient.dimension(1) * stride, gradient.dimension(2) * stride, outputs);
        // Zeros after instead of around the input move the window by half a kernel.
        int offset = padding == Padding.AFTER ? kernel / 2 : 0;
        tape.ops().spread(gradient, stride, offset, spread);
        gradient.close();
        return spread;
    }
}
