package io.github.congeal.internal.tensor;

/**
 * Layer normalisation (Ba, Kiros and Hinton 2016) of the rows of {@code [rows, C]}, without gain and bias.
 *
 * <p>ND4J's own has no epsilon, and its gradient is nine times slower than this composition.
 */
public final class LayerNormalization {
    private final Ops ops;
    private final Buffers buffers;
    private final double epsilon;

    /** A normalisation that adds {@code epsilon} to the variance. */
    public LayerNormalization(Ops ops, double epsilon) {
        this.ops = ops;
        this.buffers = ops.buffers();
        this.epsilon = epsilon;
    }

    /**
     * Normalises in place.
     *
     * @param deviations {@code [rows, 1]}, filled with reciprocal standard deviations, for the way back
     */
    public void forward(Tensor x, Tensor deviations) {
        if (HostLoop.suits(x)) {
            if (!buffers.isImaginary()) {
                FusedRows.normalise(x, epsilon, deviations);
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
    }

    /**
     * The gradient with respect to x, in place: {@code (g - mean(g) - n mean(g n)) * deviation}.
     *
     * @param normalised what {@link #forward} left in x
     */
    public void backward(Tensor normalised, Tensor deviations, Tensor gradient) {
        if (HostLoop.suits(normalised)) {
            if (!buffers.isImaginary()) {
                FusedRows.normaliseBackward(normalised, deviations, gradient);
            }
            return;
        }
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
