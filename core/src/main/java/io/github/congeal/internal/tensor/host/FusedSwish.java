package io.github.congeal.internal.tensor.host;

import io.github.congeal.internal.tensor.Tensor;

/** {@code x * sigmoid(slope * x)} and its gradient in one pass each over float32. */
final class FusedSwish {
    private final HostLoop loop;
    private final float half;

    FusedSwish(HostLoops loops, double slope) {
        this.loop = loops.of(2048, 4);
        this.half = (float) (slope / 2);
    }

    /** {@code out = x * sigmoid(slope * x)}. */
    void forward(Tensor x, Tensor out) {
        loop.run(x.length(), (from, count, a) -> {
            x.read(from, a[0], 0, count);
            scale(a[0], half, a[1], count);
            HyperbolicTangent.of(a[1], a[2], count);
            activate(a[0], a[2], a[3], count);
            out.write(from, a[3], 0, count);
        });
    }

    /** The gradient with respect to x, in place. */
    void backward(Tensor x, Tensor gradient) {
        loop.run(x.length(), (from, count, a) -> {
            x.read(from, a[0], 0, count);
            gradient.read(from, a[3], 0, count);
            scale(a[0], half, a[1], count);
            HyperbolicTangent.of(a[1], a[2], count);
            multiplyBySlope(a[1], a[2], a[3], count);
            gradient.write(from, a[3], 0, count);
        });
    }

    private static void scale(float[] x, float factor, float[] out, int count) {
        for (int i = 0; i < count; i++) {
            out[i] = x[i] * factor;
        }
    }

    /** sigmoid(2h) = (1 + tanh(h)) / 2. */
    private static void activate(float[] x, float[] tanh, float[] out, int count) {
        for (int i = 0; i < count; i++) {
            out[i] = x[i] * 0.5f * (1 + tanh[i]);
        }
    }

    /** With t = tanh(h), the derivative is (1 + t) (1 + h (1 - t)) / 2. */
    private static void multiplyBySlope(float[] h, float[] t, float[] gradient, int count) {
        for (int i = 0; i < count; i++) {
            gradient[i] = gradient[i] * 0.5f * (1 + t[i]) * (1 + h[i] * (1 - t[i]));
        }
    }
}
