package io.github.congeal.internal.nn;

import io.github.congeal.internal.tensor.Activation;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.WinogradConvolution;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A 3x3 convolution that keeps the size, or of the picture at twice its size, {@code [N, H, W, Cin]} to {@code [N, scale
 * * H, scale * W, Cout]}: what {@link Upsample} and {@link Conv2d} compute, tile by tile and with fewer products.
 */
public final class TiledConv2d implements Layer {
    private static final int KERNEL = 3;

    private final int inputs;
    private final int outputs;
    private final int scale;
    private final Tensor kernels;
    private final @Nullable Tensor bias;

    /**
     * A convolution from torch's weights.
     *
     * @param weights {@code weight} {@code [Cout, Cin, 3, 3]} and, if there, {@code bias} {@code [Cout]}
     * @param scale 1, or 2 to enlarge the input to the nearest neighbour first
     */
    public TiledConv2d(Weights weights, int inputs, int outputs, int scale) {
        this.inputs = inputs;
        this.outputs = outputs;
        this.scale = scale;
        float[] values = weights.borrow("weight", outputs, inputs, KERNEL, KERNEL);
        this.kernels = weights.keep(
                target -> WinogradConvolution.transform(values, inputs, outputs, target),
                WinogradConvolution.PRODUCTS,
                inputs,
                outputs);
        this.bias = weights.has("bias") ? weights.keep(weights.read("bias", outputs), outputs) : null;
    }

    @Override
    public Tensor forward(Tensor input, Tape tape) {
        return forward(input, List.of(), tape);
    }

    /**
     * The convolution of an input that is activated first.
     *
     * @param activations one for each picture, or none
     */
    Tensor forward(Tensor input, List<Activation> activations, Tape tape) {
        Tensor out = tape.take(input.dimension(0), scale * input.dimension(1), scale * input.dimension(2), outputs);
        tape.ops().tiled().forward(input, activations, kernels, bias, scale, out);
        input.close();
        return out;
    }

    @Override
    public void replay(Tensor input, Tape tape) {
        input.close();
    }

    @Override
    public Tensor backward(Tensor gradient, Tape tape) {
        Tensor out =
                tape.take(gradient.dimension(0), gradient.dimension(1) / scale, gradient.dimension(2) / scale, inputs);
        tape.ops().tiled().backward(gradient, kernels, scale, out);
        gradient.close();
        return out;
    }
}
