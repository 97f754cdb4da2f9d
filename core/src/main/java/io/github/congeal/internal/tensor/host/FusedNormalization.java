package io.github.congeal.internal.tensor.host;

import io.github.congeal.internal.tensor.HostArrays;
import io.github.congeal.internal.tensor.Tensor;
import java.util.Arrays;

/**
 * The passes of {@link FusedGroupNorm} over a picture's memory, as few as possible: all operations on a chunk are done while
 * it is in the processor's cache.
 *
 * <p>For float32 only. Within a task sums are float32, across tasks float64.
 */
final class FusedNormalization {
    /** Elements per chunk, about: few enough for the innermost cache, many enough to be worth a call. */
    private static final int CHUNK = 2048;

    /** The most arrays that a pass needs; the same for all passes, so that they share them. */
    private static final int ARRAYS = 8;

    private final HostArrays arrays;
    private final int channels;
    private final int chunk;
    private final HostLoop loop;
    private final boolean swish;
    private final double[][] total;

    /**
     * Passes over pictures.
     *
     * @param loops of the run
     * @param arrays of the run
     * @param swish whether {@code h + h tanh(h)} follows
     */
    FusedNormalization(HostLoops loops, HostArrays arrays, int channels, boolean swish) {
        this.arrays = arrays;
        this.channels = channels;
        this.chunk = channels * Math.max(1, CHUNK / channels);
        this.loop = loops.of(chunk, ARRAYS);
        this.swish = swish;
        this.total = new double[2][channels];
    }

    /** The sum and the sum of squares of each channel, {@code [2, C]}; overwritten by the next call. */
    double[][] sums(Tensor x) {
        return addUp(x, a -> {}, (from, count, a) -> {
            x.read(from, a[0], 0, count);
            add(a[0], a[4], count);
            addProduct(a[0], a[0], a[5], count);
        });
    }

    /** {@code out = h} with {@code h = x * factor + term} per channel, or {@code h + h tanh(h)} with swish. */
    void normalise(Tensor x, double[] factor, double[] term, Tensor out) {
        HostLoop.Begin begin = a -> {
            repeat(factor, a[3]);
            repeat(term, a[4]);
        };
        loop.run(x.length(), begin, (from, count, a) -> {
            x.read(from, a[0], 0, count);
            affine(a[0], a[3], a[4], a[1], count);
            if (swish) {
                HyperbolicTangent.of(a[1], a[2], count);
                addScaled(a[1], a[2], a[1], count);
            }
            out.write(from, a[1], 0, count);
        });
    }

    /**
     * The gradient of swish, in place, and the sums that the gradient of the normalisation needs. With swish, the gradient
     * is left multiplied by 2, since h is half the normalised value.
     *
     * @param factor as given to {@link #normalise}
     * @param term likewise
     * @return per channel, the sums of the new gradient and of its products with x, {@code [2, C]}; overwritten by the next
     *     call
     */
    double[][] activationBackward(Tensor x, double[] factor, double[] term, Tensor gradient) {
        HostLoop.Begin begin = a -> {
            repeat(factor, a[6]);
            repeat(term, a[7]);
        };
        return addUp(x, begin, (from, count, a) -> {
            x.read(from, a[0], 0, count);
            gradient.read(from, a[1], 0, count);
            if (swish) {
                affine(a[0], a[6], a[7], a[2], count);
                HyperbolicTangent.of(a[2], a[3], count);
                multiplyBySlope(a[2], a[3], a[1], count);
                gradient.write(from, a[1], 0, count);
            }
            add(a[1], a[4], count);
            addProduct(a[0], a[1], a[5], count);
        });
    }

    /** The arrays for sums of two kinds per channel, {@code [2, C]}, that are overwritten by the next call. */
    double[][] total() {
        return total;
    }

    /** {@code gradient = gradient * gradientFactor + x * valueFactor + term} for each channel. */
    void combine(Tensor x, double[] valueFactor, double[] term, double[] gradientFactor, Tensor gradient) {
        HostLoop.Begin begin = a -> {
            repeat(valueFactor, a[3]);
            repeat(term, a[4]);
            repeat(gradientFactor, a[5]);
        };
        loop.run(x.length(), begin, (from, count, a) -> {
            x.read(from, a[0], 0, count);
            gradient.read(from, a[1], 0, count);
            affine(a[0], a[3], a[4], a[2], count);
            addProduct(a[1], a[5], a[2], count);
            gradient.write(from, a[2], 0, count);
        });
    }

    /** Repeats the values per channel for all pixels of a chunk. */
    private void repeat(double[] perChannel, float[] target) {
        for (int c = 0; c < channels; c++) {
            target[c] = (float) perChannel[c];
        }
        for (int from = channels; from < chunk; from += channels) {
            System.arraycopy(target, 0, target, from, channels);
        }
    }

    /** Runs a pass over all chunks, and adds up per channel what it leaves in arrays 4 and 5. */
    private double[][] addUp(Tensor x, HostLoop.Begin begin, HostLoop.Pass pass) {
        double[] parts = arrays.takeDoubles(loop.tasks(x.length()) * 2 * channels);
        HostLoop.Begin fromZero = a -> {
            Arrays.fill(a[4], 0);
            Arrays.fill(a[5], 0);
            begin.begin(a);
        };
        loop.run(x.length(), fromZero, pass, (task, a) -> {
            ChannelSums.ofPixels(a[4], chunk, channels, parts, 2 * task * channels);
            ChannelSums.ofPixels(a[5], chunk, channels, parts, (2 * task + 1) * channels);
        });
        ChannelSums.ofParts(parts, total);
        arrays.giveBack(parts);
        return total;
    }

    // Each loop writes to one array and adds from left to right, because C2 vectorises little else.

    static void add(float[] x, float[] out, int count) {
        for (int i = 0; i < count; i++) {
            out[i] += x[i];
        }
    }

    static void addProduct(float[] x, float[] y, float[] out, int count) {
        for (int i = 0; i < count; i++) {
            out[i] += x[i] * y[i];
        }
    }

    static void affine(float[] x, float[] factor, float[] term, float[] out, int count) {
        for (int i = 0; i < count; i++) {
            out[i] = x[i] * factor[i] + term[i];
        }
    }

    private static void addScaled(float[] x, float[] factor, float[] out, int count) {
        for (int i = 0; i < count; i++) {
            out[i] = x[i] + x[i] * factor[i];
        }
    }

    /** With t = tanh(h), twice the derivative of swish at 2h is (1 + t) (1 + h (1 - t)). */
    static void multiplyBySlope(float[] h, float[] t, float[] gradient, int count) {
        for (int i = 0; i < count; i++) {
            gradient[i] = gradient[i] * (1 + t[i]) * (1 + h[i] * (1 - t[i]));
        }
    }
}
