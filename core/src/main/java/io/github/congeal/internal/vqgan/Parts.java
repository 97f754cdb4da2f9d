package io.github.congeal.internal.vqgan;

import io.github.congeal.internal.nn.Conv2d;
import io.github.congeal.internal.nn.ExpectedShapes;
import io.github.congeal.internal.nn.GroupNorm;
import io.github.congeal.internal.nn.Layer;
import io.github.congeal.internal.nn.Linear;
import io.github.congeal.internal.nn.NormalizedConv2d;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Convolution;
import io.github.congeal.internal.tensor.Padding;

/** The layers of a VQGAN, with the constants that are the same in all models. */
final class Parts {
    /** The channels of a picture. */
    static final int COLOURS = 3;

    /** The kernel size of every convolution that is not pointwise. */
    static final int KERNEL = 3;

    private static final double EPSILON = 1e-6;

    private Parts() {}

    /** Group normalisation. */
    static Layer norm(Weights weights, int channels, int groups) {
        return new GroupNorm(weights, channels, groups, EPSILON, false);
    }

    /** Group normalisation, swish, and a 3x3 convolution that keeps the size. */
    static Layer activatedConvolution(Weights norm, Weights weights, int inputs, int outputs, int groups) {
        return activated(norm, convolution(weights, inputs, outputs), inputs, groups);
    }

    /** Group normalisation, swish, and a convolution. */
    static Layer activated(Weights norm, Conv2d convolution, int inputs, int groups) {
        return new NormalizedConv2d(new GroupNorm(norm, inputs, groups, EPSILON, true), convolution);
    }

    /** A 3x3 convolution that keeps the size. */
    static Conv2d convolution(Weights weights, int inputs, int outputs) {
        return new Conv2d(weights, Convolution.of(inputs, outputs, KERNEL).tiled());
    }

    /** A 1x1 convolution, as a linear map of the channels of each position. */
    static Linear pointwise(Weights weights, int inputs, int outputs) {
        return new Linear(
                weights,
                weights.borrow("weight", outputs, inputs, 1, 1),
                weights.has("bias") ? weights.read("bias", outputs) : null,
                inputs,
                outputs);
    }

    /** Expects the weight and bias of a convolution. */
    static void addConvolution(ExpectedShapes shapes, String name, int inputs, int outputs, int kernel) {
        shapes.add(name + ".weight", outputs, inputs, kernel, kernel);
        shapes.add(name + ".bias", outputs);
    }

    /** Downsampling by 2: a 3x3 convolution with stride 2 and zero padding to the right and below. */
    static Layer downsample(Weights weights, int channels) {
        return new Conv2d(weights.at("conv"), channels, channels, KERNEL, 2, Padding.AFTER);
    }

    /** Upsampling by 2: nearest neighbour, then a 3x3 convolution. */
    static Layer upsample(Weights weights, int channels) {
        Convolution shape =
                Convolution.of(channels, channels, KERNEL).enlarging().tiled();
        return new Conv2d(weights.at("conv"), shape);
    }
}
