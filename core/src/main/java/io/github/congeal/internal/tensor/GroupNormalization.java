package io.github.congeal.internal.tensor;

import java.util.Arrays;

/**
 * Group normalisation (Wu and He 2018), optionally followed by swish, over pictures {@code [N, H, W, C]}.
 *
 * <p>ND4J has no such operation. Everything is put together from those that run at the speed of memory: sums of channels
 * are matrix products with ones, and what is linear in a channel is one batch-norm pass.
 */
public final class GroupNormalization {
    private final Ops ops;
    private final Buffers buffers;
    private final int groups;
    private final double epsilon;
    private final float[] gain;
    private final float[] bias;
    private final boolean swish;

    /**
     * A normalisation with fixed weights.
     *
     * @param gain {@code [C]}
     * @param bias {@code [C]}
     * @param swish whether {@code x * sigmoid(x)} follows
     */
    public GroupNormalization(Ops ops, int groups, double epsilon, float[] gain, float[] bias, boolean swish) {
        this.ops = ops;
        this.buffers = ops.buffers();
        this.groups = groups;
        this.epsilon = epsilon;
        this.gain = gain;
        this.bias = bias;
        this.swish = swish;
    }

    /**
     * Normalises.
     *
     * @param statistics {@code [N, 2, groups]}, filled with means and reciprocal deviations, for the way back
     * @param out as x
     */
    public void forward(Tensor x, Tensor statistics, Tensor out) {
        for (int n = 0; n < x.dimension(0); n++) {
            Tensor picture = x.slice(n);
            Tensor result = out.slice(n);
            float[] found = statisticsOf(picture, result);
            statistics.write((long) n * found.length, found, 0, found.length);
            normalise(picture, found, result);
            if (swish) {
                // result holds half the normalised value h: x sigmoid(x) = h + h tanh(h) with h = x / 2.
                try (Tensor tanh = buffers.take(picture.shape())) {
                    ops.tanh(result, tanh);
                    ops.scaleAndShift(tanh, 1, 1);
                    ops.multiplyElements(result, tanh);
                }
            }
        }
    }

    /**
     * The gradient with respect to x, in place of the gradient with respect to the output.
     *
     * @param statistics what {@link #forward} found
     */
    public void backward(Tensor x, Tensor statistics, Tensor gradient) {
        for (int n = 0; n < x.dimension(0); n++) {
            float[] found = new float[2 * groups];
            statistics.read((long) n * found.length, found, 0, found.length);
            backward(x.slice(n), found, gradient.slice(n));
        }
    }

    private void backward(Tensor x, float[] statistics, Tensor gradient) {
        try (Tensor value = buffers.take(x.shape());
                Tensor scratch = buffers.take(x.shape())) {
            double half = 1;
            if (swish) {
                half = 0.5;
                multiplyBySwishDerivative(x, statistics, gradient, value, scratch);
            }
            float[] gradientSums = channelSums(gradient);
            ops.multiplyElements(gradient, x, scratch);
            float[] productSums = channelSums(scratch);

            // With n = (x - mean) * deviation and d = gain * gradient, the gradient is
            // deviation * (d - mean(d) - n * mean(d * n)), which is linear in gradient and x for each channel.
            int channels = gain.length;
            int perGroup = channels / groups;
            double elements = (double) x.length() / groups;
            float[] gradientFactor = new float[channels];
            float[] valueFactor = new float[channels];
            float[] term = new float[channels];
            for (int g = 0; g < groups; g++) {
                double mean = statistics[g];
                double deviation = statistics[groups + g];
                double sum = 0;
                double product = 0;
                for (int c = g * perGroup; c < (g + 1) * perGroup; c++) {
                    sum += half * gain[c] * gradientSums[c];
                    product += half * gain[c] * deviation * (productSums[c] - mean * gradientSums[c]);
                }
                for (int c = g * perGroup; c < (g + 1) * perGroup; c++) {
                    gradientFactor[c] = (float) (half * gain[c] * deviation);
                    valueFactor[c] = (float) (-deviation * deviation * product / elements);
                    term[c] = (float) (-deviation * sum / elements);
                }
            }
            affine(x, means(statistics), valueFactor, term, value);
            try (Tensor factor = vector(gradientFactor)) {
                ops.multiplyRows(gradient, factor);
            }
            ops.add(gradient, value);
        }
    }

    /** With h half the normalised value and t = tanh(h): twice the derivative of swish is (1 + t) (1 + h (1 - t)). */
    private void multiplyBySwishDerivative(Tensor x, float[] statistics, Tensor gradient, Tensor value, Tensor tanh) {
        normalise(x, statistics, value);
        ops.tanh(value, tanh);
        ops.scaleAndShift(tanh, -1, 1);
        ops.multiplyElements(value, tanh);
        ops.scaleAndShift(value, 1, 1);
        ops.scaleAndShift(tanh, -1, 2);
        ops.multiplyElements(gradient, value);
        ops.multiplyElements(gradient, tanh);
    }

    /** The normalised picture, or half of it where swish follows. */
    private void normalise(Tensor x, float[] statistics, Tensor out) {
        int channels = gain.length;
        double half = swish ? 0.5 : 1;
        float[] factor = new float[channels];
        float[] term = new float[channels];
        for (int c = 0; c < channels; c++) {
            factor[c] = (float) (half * gain[c] * statistics[groups + groupOf(c)]);
            term[c] = (float) (half * bias[c]);
        }
        affine(x, means(statistics), factor, term, out);
    }

    private float[] means(float[] statistics) {
        float[] means = new float[gain.length];
        for (int c = 0; c < means.length; c++) {
            means[c] = statistics[groupOf(c)];
        }
        return means;
    }

    private float[] statisticsOf(Tensor x, Tensor scratch) {
        float[] sums = channelSums(x);
        ops.multiplyElements(x, x, scratch);
        float[] squares = channelSums(scratch);
        double elements = (double) x.length() / groups;
        float[] statistics = new float[2 * groups];
        double[] sum = new double[groups];
        double[] square = new double[groups];
        for (int c = 0; c < sums.length; c++) {
            sum[groupOf(c)] += sums[c];
            square[groupOf(c)] += squares[c];
        }
        for (int g = 0; g < groups; g++) {
            double mean = sum[g] / elements;
            double variance = Math.max(square[g] / elements - mean * mean, 0);
            statistics[g] = (float) mean;
            statistics[groups + g] = (float) (1 / Math.sqrt(variance + epsilon));
        }
        return statistics;
    }

    private int groupOf(int channel) {
        return channel / (gain.length / groups);
    }

    private float[] channelSums(Tensor x) {
        try (Tensor sums = buffers.take(1, gain.length)) {
            ops.sumColumns(x, sums);
            return sums.toFloats();
        }
    }

    private void affine(Tensor x, float[] mean, float[] factor, float[] term, Tensor out) {
        float[] one = new float[gain.length];
        Arrays.fill(one, 1);
        try (Tensor means = vector(mean);
                Tensor ones = vector(one);
                Tensor factors = vector(factor);
                Tensor terms = vector(term)) {
            ops.affine(x, means, ones, factors, terms, out);
        }
    }

    private Tensor vector(float[] values) {
        Tensor vector = buffers.take(values.length);
        vector.write(0, values, 0, values.length);
        return vector;
    }
}
