package io.github.congeal.internal.clip;

import io.github.congeal.internal.nn.Conv2d;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Convolution;
import io.github.congeal.internal.tensor.Padding;

/**
 * Merges a convolution without bias and the batch normalisation after it, whose statistics are frozen, into one convolution.
 */
final class NormalizedConvolution {
    private static final double EPSILON = 1e-5;

    private NormalizedConvolution() {}

    /** The merged convolution, with stride 1. */
    static Conv2d of(Weights convolution, Weights norm, int inputs, int outputs, int kernel) {
        return of(convolution, norm, inputs, outputs, kernel, 1);
    }

    /** The merged convolution with a stride. */
    static Conv2d of(Weights convolution, Weights norm, int inputs, int outputs, int kernel, int stride) {
        float[] values = convolution.borrow("weight", outputs, inputs, kernel, kernel);
        return merge(convolution, values, norm, inputs, outputs, kernel, stride);
    }

    /** The merged convolution, from the values of the weights, which are overwritten. */
    static Conv2d merge(Weights owner, float[] values, Weights norm, int inputs, int outputs, int kernel, int stride) {
        float[] gain = norm.read("weight", outputs);
        float[] bias = norm.read("bias", outputs);
        float[] mean = norm.read("running_mean", outputs);
        float[] variance = norm.read("running_var", outputs);
        int perOutput = inputs * kernel * kernel;
        for (int o = 0; o < outputs; o++) {
            double factor = gain[o] / Math.sqrt(variance[o] + EPSILON);
            scale(values, o * perOutput, (o + 1) * perOutput, factor);
            bias[o] = (float) (bias[o] - mean[o] * factor);
        }
        return new Conv2d(
                owner, values, bias, Convolution.of(inputs, outputs, kernel).strided(stride, Padding.CENTRED));
    }

    private static void scale(float[] values, int from, int to, double factor) {
        for (int i = from; i < to; i++) {
            values[i] = (float) (values[i] * factor);
        }
    }
}
