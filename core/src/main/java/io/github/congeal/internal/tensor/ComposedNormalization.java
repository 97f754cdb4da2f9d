package io.github.congeal.internal.tensor;

/**
 * {@link GroupNormalization} of one picture, composed of ND4J's operations alone, so that everything stays where the
 * picture is. Sums of channels are matrix products with ones, sums of groups products with their members, and what is
 * linear in a channel is one batch-norm pass.
 */
final class ComposedNormalization {
    private final Ops ops;
    private final Buffers buffers;
    private final int groups;
    private final int channels;
    private final double epsilon;
    private final Tensor gain;
    private final Tensor bias;
    private final Tensor members;
    private final boolean swish;

    /** A normalisation with fixed weights, as {@link GroupNormalization} has them. */
    ComposedNormalization(Ops ops, int groups, double epsilon, float[] gain, float[] bias, boolean swish) {
        this.ops = ops;
        this.buffers = ops.buffers();
        this.groups = groups;
        this.channels = gain.length;
        this.epsilon = epsilon;
        this.gain = ops.constant(gain, channels);
        this.bias = ops.constant(bias, channels);
        this.members = ops.members(channels, groups);
        this.swish = swish;
    }

    /**
     * Normalises.
     *
     * @param statistics {@code [1, 2, groups]}, filled with means and reciprocal deviations
     */
    void forward(Tensor x, Tensor statistics, Tensor out) {
        Tensor means = row(statistics, 0);
        Tensor deviations = row(statistics, 1);
        double share = (double) groups / x.length();
        try (Tensor sums = buffers.take(1, channels)) {
            channelSums(x, sums);
            toGroups(sums, means);
            ops.scale(means, share);
            // Not the mean of squares less the square of the mean: in float32 little would be left of the difference.
            centre(x, means, out);
            ops.multiplyElements(out, out);
            channelSums(out, sums);
            toGroups(sums, deviations);
            ops.scaleAndShift(deviations, share, epsilon);
            ops.reciprocalRoot(deviations);
        }
        normalise(x, means, deviations, out);
        if (swish) {
            // out holds half the normalised value h: x sigmoid(x) = h + h tanh(h) with h = x / 2.
            try (Tensor tanh = buffers.take(x.shape())) {
                ops.tanh(out, tanh);
                ops.scaleAndShift(tanh, 1, 1);
                ops.multiplyElements(out, tanh);
            }
        }
    }

    /**
     * The gradient with respect to x, in place.
     *
     * <p>With n = (x - mean) * deviation and d = gain * gradient, it is deviation * (d - mean(d) - n * mean(d * n)), which
     * is linear in gradient and x - mean for each channel.
     */
    void backward(Tensor x, Tensor statistics, Tensor gradient) {
        Tensor means = row(statistics, 0);
        Tensor deviations = row(statistics, 1);
        try (Tensor value = buffers.take(x.shape());
                Tensor scratch = buffers.take(x.shape());
                Tensor sums = buffers.take(1, channels);
                Tensor products = buffers.take(1, channels);
                Tensor factor = buffers.take(1, channels);
                Tensor meanOfGradient = buffers.take(1, groups);
                Tensor meanOfProduct = buffers.take(1, groups)) {
            if (swish) {
                multiplyBySwishDerivative(x, means, deviations, gradient, value, scratch);
            }
            centre(x, means, value);
            channelSums(gradient, sums);
            ops.multiplyElements(gradient, value, scratch);
            channelSums(scratch, products);
            halved(gain, factor);
            ops.multiplyElements(sums, factor);
            ops.multiplyElements(products, factor);
            double share = (double) groups / x.length();
            toGroups(sums, meanOfGradient);
            ops.scale(meanOfGradient, -share);
            ops.multiplyElements(meanOfGradient, deviations);
            toGroups(products, meanOfProduct);
            ops.scale(meanOfProduct, -share);
            for (int power = 0; power < 3; power++) {
                ops.multiplyElements(meanOfProduct, deviations);
            }
            toChannels(deviations, sums);
            ops.multiplyElements(factor, sums);
            ops.multiplyRows(gradient, factor.reshape(channels));
            toChannels(meanOfProduct, products);
            ops.multiplyRows(value, products.reshape(channels));
            toChannels(meanOfGradient, sums);
            ops.addBias(value, sums.reshape(channels));
            ops.add(gradient, value);
        }
    }

    /** With h half the normalised value and t = tanh(h): twice the derivative of swish is (1 + t) (1 + h (1 - t)). */
    private void multiplyBySwishDerivative(
            Tensor x, Tensor means, Tensor deviations, Tensor gradient, Tensor value, Tensor tanh) {
        normalise(x, means, deviations, value);
        ops.tanh(value, tanh);
        ops.scaleAndShift(tanh, -1, 1);
        ops.multiplyElements(value, tanh);
        ops.scaleAndShift(value, 1, 1);
        ops.scaleAndShift(tanh, -1, 2);
        ops.multiplyElements(gradient, value);
        ops.multiplyElements(gradient, tanh);
    }

    /** The normalised picture, or half of it where swish follows. */
    private void normalise(Tensor x, Tensor means, Tensor deviations, Tensor out) {
        try (Tensor mean = buffers.take(1, channels);
                Tensor factor = buffers.take(1, channels);
                Tensor deviation = buffers.take(1, channels);
                Tensor term = buffers.take(1, channels)) {
            toChannels(means, mean);
            toChannels(deviations, deviation);
            halved(gain, factor);
            ops.multiplyElements(factor, deviation);
            halved(bias, term);
            ops.affine(
                    x,
                    mean.reshape(channels),
                    ops.ones(channels, x.precision()),
                    factor.reshape(channels),
                    term.reshape(channels),
                    out);
        }
    }

    private void halved(Tensor weights, Tensor out) {
        ops.copy(weights.reshape(1, channels), out);
        if (swish) {
            ops.scale(out, 0.5);
        }
    }

    /** {@code out = x - mean}. */
    private void centre(Tensor x, Tensor means, Tensor out) {
        try (Tensor mean = buffers.take(1, channels)) {
            toChannels(means, mean);
            ops.scale(mean, -1);
            ops.copy(x, out);
            ops.addBias(out, mean.reshape(channels));
        }
    }

    /**
     * The sum of each channel: first that of each column of the picture, then that of these. In one go it would be no
     * faster, and in float32 a thousand times less exact.
     */
    private void channelSums(Tensor x, Tensor out) {
        long height = x.dimension(1);
        long row = x.length() / height;
        try (Tensor columns = buffers.take(1, row)) {
            ops.sumColumns(x.reshape(height, row), columns);
            ops.sumColumns(columns.reshape(row / channels, channels), out);
        }
    }

    private void toGroups(Tensor ofChannels, Tensor out) {
        ops.multiply(ofChannels, false, members, false, out);
    }

    private void toChannels(Tensor ofGroups, Tensor out) {
        ops.multiply(ofGroups, false, members, true, out);
    }

    /** Means or deviations as a matrix, {@code [1, groups]}. */
    private Tensor row(Tensor statistics, int index) {
        return statistics.reshape(2, groups).slice(index);
    }
}
