package io.github.congeal.internal.tensor;

/**
 * Layer normalisation (Ba, Kiros and Hinton 2016) of the rows of {@code [rows, C]}, with gain and bias.
 *
 * <p>ND4J's own has no epsilon, and its gradient is nine times slower than this composition.
 */
public final class LayerNormalization {
    private final Ops ops;
    private final Buffers buffers;
    private final double epsilon;

    private final float[] gain;
    private final float[] bias;

    /**
     * A normalisation that adds {@code epsilon} to the variance.
     *
     * @param gain {@code [C]}, always the same array, as {@link Ops#constant} wishes
     * @param bias likewise
     */
    public LayerNormalization(Ops ops, double epsilon, float[] gain, float[] bias) {
        this.gain = gain;
        this.bias = bias;
        this.ops = ops;
        this.buffers = ops.buffers();
        this.epsilon = epsilon;
    }

    /**
     * Normalises in place, and applies gain and bias on the way to {@code out}.
     *
     * @param deviations {@code [rows, 1]}, filled with reciprocal standard deviations, for the way back
     * @param out as x
     */
    public void forward(Tensor x, Tensor deviations, Tensor out) {
        if (HostLoop.suits(x)) {
            if (!buffers.isImaginary()) {
                FusedRows.normalise(x, epsilon, deviations, gain, bias, out);
            }
            return;
        }
        subtractMean(x);
        try (Tensor squares = buffers.take(x.shape())) {
            ops.multiplyElements(x, x, squares);
            ops.sumRows(squares, deviations);
        }
        ops.scaleAndShift(deviations, 1.0 / x.dimension(-1), epsilon);
        ops.reciprocalRoot(deviations);
        ops.multiplyColumns(x, deviations);
        ops.copy(x, out);
        ops.multiplyRows(out, ops.constant(gain, gain.length));
        ops.addBias(out, ops.constant(bias, bias.length));
    }

    /**
     * The gradient with respect to x, in place of the one with respect to the output: with {@code d = g * gain}, {@code
     * (d - mean(d) - n mean(d n)) * deviation}.
     *
     * @param normalised what {@link #forward} left in x
     */
    public void backward(Tensor normalised, Tensor deviations, Tensor gradient) {
        if (HostLoop.suits(normalised)) {
            if (!buffers.isImaginary()) {
                FusedRows.normaliseBackward(normalised, deviations, gain, gradient);
            }
            return;
        }
        ops.multiplyRows(gradient, ops.constant(gain, gain.length));
        try (Tensor product = buffers.take(gradient.shape());
                Tensor means = buffers.take(deviations.shape())) {
            ops.multiplyElements(gradient, normalised, product);
            ops.sumRows(product, means);
            ops.scale(means, -1.0 / gradient.dimension(-1));
            ops.copy(normalised, product);
            ops.multiplyColumns(product, means);
            subtractMean(gradient);
            ops.add(gradient, product);
            ops.multiplyColumns(gradient, deviations);
        }
    }

    private void subtractMean(Tensor x) {
        try (Tensor means = buffers.take(x.length() / x.dimension(-1), 1)) {
            ops.sumRows(x, means);
            ops.scale(means, 1.0 / x.dimension(-1));
            ops.subtractColumns(x, means);
        }
    }
}
