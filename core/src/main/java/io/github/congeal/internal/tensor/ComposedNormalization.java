package io.github.congeal.internal.tensor;

/**
 * {@link GroupNormalization} of one picture {@code [1, H, W, C]}, composed of other kernels so that everything stays on the
 * device. The sum of each channel is a matrix product with ones, and the sum of a group a product with the membership
 * matrix.
 */
final class ComposedNormalization {
    private final Elementwise kernels;
    private final Buffers buffers;
    private final int groups;
    private final int channels;
    private final double epsilon;
    private final Tensor gain;
    private final Tensor bias;
    private final Tensor members;
    private final boolean swish;

    ComposedNormalization(Elementwise kernels, GroupNormalization norm) {
        this.kernels = kernels;
        this.buffers = kernels.buffers();
        this.groups = norm.groups();
        this.channels = norm.channels();
        this.epsilon = norm.epsilon();
        this.gain = kernels.constant(norm.gain(), channels);
        this.bias = kernels.constant(norm.bias(), channels);
        this.members = kernels.constants().members(channels, groups);
        this.swish = norm.swish();
    }

    /**
     * Computes the statistics of each group.
     *
     * @param statistics {@code [1, 2, groups]}, filled with means and reciprocal standard deviations
     * @param scratch shaped as x, overwritten
     */
    void statistics(Tensor x, Tensor statistics, Tensor scratch) {
        Tensor means = row(statistics, 0);
        Tensor deviations = row(statistics, 1);
        double share = (double) groups / x.length();
        try (Tensor sums = buffers.take(1, channels)) {
            channelSums(x, sums);
            toGroups(sums, means);
            kernels.scale(means, share);
            // Not the mean of squares less the square of the mean, which cancels in float32.
            centre(x, means, scratch);
            kernels.multiplyElements(scratch, scratch);
            channelSums(scratch, sums);
            toGroups(sums, deviations);
            kernels.scaleAndShift(deviations, share, epsilon);
            kernels.reciprocalRoot(deviations);
        }
    }

    /** Normalises by the {@link #statistics}, and applies gain, bias and, if the layer has it, swish. */
    void forward(Tensor x, Tensor statistics, Tensor out) {
        normalise(x, row(statistics, 0), row(statistics, 1), out);
        if (swish) {
            // out holds half the normalised value h: x sigmoid(x) = h + h tanh(h) with h = x / 2.
            try (Tensor tanh = buffers.take(x.shape())) {
                kernels.tanh(out, tanh);
                kernels.scaleAndShift(tanh, 1, 1);
                kernels.multiplyElements(out, tanh);
            }
        }
    }

    /**
     * The gradient with respect to x, in place.
     *
     * <p>With r the reciprocal standard deviation, n = (x - mean) * r and d = gain * gradient, it is r * (d - mean(d) - n *
     * mean(d * n)), which is linear in gradient and x - mean for each channel.
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
            kernels.multiplyElements(gradient, value, scratch);
            channelSums(scratch, products);
            halved(gain, factor);
            kernels.multiplyElements(sums, factor);
            kernels.multiplyElements(products, factor);
            double share = (double) groups / x.length();
            toGroups(sums, meanOfGradient);
            kernels.scale(meanOfGradient, -share);
            kernels.multiplyElements(meanOfGradient, deviations);
            toGroups(products, meanOfProduct);
            kernels.scale(meanOfProduct, -share);
            for (int power = 0; power < 3; power++) {
                kernels.multiplyElements(meanOfProduct, deviations);
            }
            toChannels(deviations, sums);
            kernels.multiplyElements(factor, sums);
            kernels.multiplyRows(gradient, factor.reshape(channels));
            toChannels(meanOfProduct, products);
            kernels.multiplyRows(value, products.reshape(channels));
            toChannels(meanOfGradient, sums);
            kernels.addBias(value, sums.reshape(channels));
            kernels.add(gradient, value);
        }
    }

    /** With h half the normalised value and t = tanh(h): twice the derivative of swish is (1 + t) (1 + h (1 - t)). */
    private void multiplyBySwishDerivative(
            Tensor x, Tensor means, Tensor deviations, Tensor gradient, Tensor value, Tensor tanh) {
        normalise(x, means, deviations, value);
        kernels.tanh(value, tanh);
        kernels.scaleAndShift(tanh, -1, 1);
        kernels.multiplyElements(value, tanh);
        kernels.scaleAndShift(value, 1, 1);
        kernels.scaleAndShift(tanh, -1, 2);
        kernels.multiplyElements(gradient, value);
        kernels.multiplyElements(gradient, tanh);
    }

    /** The normalised picture with gain and bias, or half of it where swish follows. */
    private void normalise(Tensor x, Tensor means, Tensor deviations, Tensor out) {
        try (Tensor mean = buffers.take(1, channels);
                Tensor factor = buffers.take(1, channels);
                Tensor deviation = buffers.take(1, channels);
                Tensor term = buffers.take(1, channels)) {
            toChannels(means, mean);
            toChannels(deviations, deviation);
            halved(gain, factor);
            kernels.multiplyElements(factor, deviation);
            halved(bias, term);
            kernels.affine(x, mean.reshape(channels), factor.reshape(channels), term.reshape(channels), out);
        }
    }

    private void halved(Tensor weights, Tensor out) {
        kernels.copy(weights.reshape(1, channels), out);
        if (swish) {
            kernels.scale(out, 0.5);
        }
    }

    /** {@code out = x - mean}. */
    private void centre(Tensor x, Tensor means, Tensor out) {
        try (Tensor mean = buffers.take(1, channels)) {
            toChannels(means, mean);
            kernels.scale(mean, -1);
            kernels.copy(x, out);
            kernels.addBias(out, mean.reshape(channels));
        }
    }

    /**
     * The sum of each channel: first over each column of the picture, then over these sums. A single pass would be no
     * faster, and in float32 a thousand times less exact.
     */
    private void channelSums(Tensor x, Tensor out) {
        long height = x.dimension(1);
        long row = x.length() / height;
        try (Tensor columns = buffers.take(1, row)) {
            kernels.sumColumns(x.reshape(height, row), columns);
            kernels.sumColumns(columns.reshape(row / channels, channels), out);
        }
    }

    private void toGroups(Tensor ofChannels, Tensor out) {
        kernels.multiply(ofChannels, false, members, false, out);
    }

    private void toChannels(Tensor ofGroups, Tensor out) {
        kernels.multiply(ofGroups, false, members, true, out);
    }

    /** The means (index 0) or reciprocal standard deviations (index 1) as a matrix, {@code [1, groups]}. */
    private Tensor row(Tensor statistics, int index) {
        return statistics.reshape(2, groups).slice(index);
    }
}
