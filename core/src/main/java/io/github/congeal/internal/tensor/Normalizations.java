package io.github.congeal.internal.tensor;

/** Normalisations, together with operations that a device can do in the same pass. */
public interface Normalizations extends Movements {
    /**
     * What a group normalisation needs to know of pictures.
     *
     * @param statistics {@code [N, 2, groups]}, filled with means and reciprocal standard deviations
     */
    default void groupStatistics(GroupNormalization norm, Tensor x, Tensor statistics) {
        try (Tensor scratch = buffers().take(x.shape())) {
            ComposedNormalization composed = new ComposedNormalization(this, norm);
            for (int n = 0; n < x.dimension(0); n++) {
                composed.statistics(x.slice(n), statistics.slice(n), scratch.slice(n));
            }
        }
    }

    /**
     * Group normalisation, with its swish if it has one.
     *
     * @param statistics as {@link #groupStatistics} fills them, for the backward pass
     * @param out as x, but not x
     */
    default void groupNormalize(GroupNormalization norm, Tensor x, Tensor statistics, Tensor out) {
        ComposedNormalization composed = new ComposedNormalization(this, norm);
        for (int n = 0; n < x.dimension(0); n++) {
            composed.statistics(x.slice(n), statistics.slice(n), out.slice(n));
            composed.forward(x.slice(n), statistics.slice(n), out.slice(n));
        }
    }

    /**
     * The gradient of {@link #groupNormalize} with respect to x, in place of the one with respect to the output.
     *
     * @param statistics what the forward pass found
     */
    default void groupNormalizeBackward(GroupNormalization norm, Tensor x, Tensor statistics, Tensor gradient) {
        ComposedNormalization composed = new ComposedNormalization(this, norm);
        for (int n = 0; n < x.dimension(0); n++) {
            composed.backward(x.slice(n), statistics.slice(n), gradient.slice(n));
        }
    }

    /**
     * Group normalisation, swish if it has one, and a convolution of the result.
     *
     * @param statistics as {@link #groupStatistics} fills them, for the backward pass
     * @param out as {@link #convolve} fills it
     */
    default void normalizedConvolve(GroupNormalization norm, Tensor x, Tensor statistics, Filter filter, Tensor out) {
        boolean aside = buffers().layAside(true);
        try (Tensor normalised = buffers().take(x.shape())) {
            groupNormalize(norm, x, statistics, normalised);
            convolve(normalised, filter, out);
        } finally {
            buffers().layAside(aside);
        }
    }

    /**
     * {@link #normalizedConvolve}, and something added to what it gives.
     *
     * @param added as out, but not out
     */
    default void normalizedConvolveAndAdd(
            GroupNormalization norm, Tensor x, Tensor statistics, Filter filter, Tensor added, Tensor out) {
        normalizedConvolve(norm, x, statistics, filter, out);
        add(out, added);
    }

    /**
     * Normalises rows in place, and applies gain and bias on the way to {@code out}.
     *
     * @param deviations {@code [rows, 1]}, filled with reciprocal standard deviations, for the backward pass
     * @param out as x
     */
    default void layerNormalize(LayerNormalization norm, Tensor x, Tensor deviations, Tensor out) {
        subtractMean(x);
        try (Tensor squares = buffers().take(x.shape())) {
            multiplyElements(x, x, squares);
            sumRows(squares, deviations);
        }
        scaleAndShift(deviations, 1.0 / x.dimension(-1), norm.epsilon());
        reciprocalRoot(deviations);
        multiplyColumns(x, deviations);
        copy(x, out);
        multiplyRows(out, constant(norm.gain(), norm.gain().length));
        addBias(out, constant(norm.bias(), norm.bias().length));
    }

    /**
     * The gradient with respect to x, in place of the one with respect to the output: with {@code d = g * gain}, {@code
     * (d - mean(d) - n mean(d n)) * deviation}.
     *
     * @param normalised what {@link #layerNormalize} left in x
     */
    default void layerNormalizeBackward(
            LayerNormalization norm, Tensor normalised, Tensor deviations, Tensor gradient) {
        multiplyRows(gradient, constant(norm.gain(), norm.gain().length));
        try (Tensor product = buffers().take(gradient.shape());
                Tensor means = buffers().take(deviations.shape())) {
            multiplyElements(gradient, normalised, product);
            sumRows(product, means);
            scale(means, -1.0 / gradient.dimension(-1));
            copy(normalised, product);
            multiplyColumns(product, means);
            subtractMean(gradient);
            add(gradient, product);
            multiplyColumns(gradient, deviations);
        }
    }

    private void subtractMean(Tensor x) {
        try (Tensor means = buffers().take(x.length() / x.dimension(-1), 1)) {
            sumRows(x, means);
            scale(means, 1.0 / x.dimension(-1));
            subtractColumns(x, means);
        }
    }

    /**
     * The code nearest to each of many vectors; of equally near ones, on the CPU, the first.
     *
     * @param vectors {@code [rows, D]}
     * @param places {@code [rows]} of {@link Tensor.Precision#INDEX}
     */
    default void nearestCodes(Tensor vectors, Codebook codebook, Tensor places) {
        long rows = vectors.dimension(0);
        long step = codebook.rowsAtATime(rows);
        for (long from = 0; from < rows; from += step) {
            long count = Math.min(step, rows - from);
            try (Tensor products = buffers().take(vectors.precision(), count, codebook.codes())) {
                multiply(
                        vectors.part(from * codebook.width(), count, codebook.width()),
                        false,
                        codebook.vectors(),
                        true,
                        products);
                // The square of the distance is |z|² + |e|² - 2 z·e, and |z|² is the same for all codes.
                scale(products, -2);
                addBias(products, constant(codebook.squares(), codebook.codes()));
                leastOfRows(products, places.part(from, count));
            }
        }
    }
}
