package io.github.congeal.internal.vqgan;

import io.github.congeal.internal.nn.Conv2d;
import io.github.congeal.internal.nn.GroupNorm;
import io.github.congeal.internal.nn.Layer;
import io.github.congeal.internal.nn.Linear;
import io.github.congeal.internal.nn.NormalizedConv2d;
import io.github.congeal.internal.nn.Sequence;
import io.github.congeal.internal.nn.TiledConv2d;
import io.github.congeal.internal.nn.Upsample;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Ops.Padding;
import io.github.congeal.internal.tensor.WinogradConvolution;
import java.util.List;

/** The layers that the VQGAN is put together from, with the constants that never change between its models. */
final class Parts {
    /** The colours of a picture. */
    static final int COLOURS = 3;

    /** The kernel of every convolution that looks at neighbours. */
    static final int KERNEL = 3;

    private static final double EPSILON = 1e-6;

    private Parts() {}

    /** Normalisation by groups. */
    static Layer norm(Weights weights, int channels, int groups) {
        return new GroupNorm(weights, channels, groups, EPSILON, false);
    }

    /** Normalisation by groups, and swish. */
    static Layer activatedNorm(Weights weights, int channels, int groups) {
        return new GroupNorm(weights, channels, groups, EPSILON, true);
    }

    /** Normalisation by groups, swish, and a 3x3 convolution that keeps the size. */
    static Layer activatedConvolution(Weights norm, Weights weights, int inputs, int outputs, int groups) {
        return isTiled(weights, inputs, outputs)
                ? new NormalizedConv2d(
                        new GroupNorm(norm, inputs, groups, EPSILON, true),
                        new TiledConv2d(weights, inputs, outputs, 1))
                : new Sequence(List.of(activatedNorm(norm, inputs, groups), convolution(weights, inputs, outputs)));
    }

    /** A 3x3 convolution that keeps the size. */
    static Layer convolution(Weights weights, int inputs, int outputs) {
        return isTiled(weights, inputs, outputs)
                ? new TiledConv2d(weights, inputs, outputs, 1)
                : new Conv2d(weights, inputs, outputs, KERNEL);
    }

    /** A 1x1 convolution, which with the channels last is a linear map of each position. */
    static Linear pointwise(Weights weights, int inputs, int outputs) {
        return new Linear(
                weights,
                weights.borrow("weight", outputs, inputs, 1, 1),
                weights.read("bias", outputs),
                inputs,
                outputs);
    }

    /** Half the size: a 3x3 convolution with stride 2 over zeros to the right and below. */
    static Layer downsample(Weights weights, int channels) {
        return new Conv2d(weights.at("conv"), channels, channels, KERNEL, 2, Padding.AFTER);
    }

    /** Twice the size: the nearest neighbour, then a 3x3 convolution. */
    static Layer upsample(Weights weights, int channels) {
        Weights conv = weights.at("conv");
        return isTiled(conv, channels, channels)
                ? new TiledConv2d(conv, channels, channels, 2)
                : new Sequence(List.of(new Upsample(), convolution(conv, channels, channels)));
    }

    private static boolean isTiled(Weights weights, int inputs, int outputs) {
        // Where it runs once, as in the encoder, the larger kernels would not pay for their memory.
        return weights.gradients() && WinogradConvolution.suits(inputs, outputs);
    }
}
