package io.github.congeal.internal.tensor;

/** Normalisations, some combined with an operation that a device can fuse with them, and nearest-code search. */
public interface Normalizations extends Movements {
    /**
     * The statistics of a group normalisation.
     *
     * @param x {@code [N, H, W, C]}
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
     * Group normalisation, followed by swish if it has one.
     *
     * @param x {@code [N, H, W, C]}
     * @param statistics filled as by {@link #groupStatistics}, for the backward pass
     * @param out shaped as x, but not x
     */
    default void groupNormalize(GroupNormalization norm, Tensor x, Tensor statistics, Tensor out) {
        ComposedNormalization composed = new ComposedNormalization(this, norm);
        for (int n = 0; n < x.dimension(0); n++) {
            composed.statistics(x.slice(n), statistics.slice(n), out.slice(n));
            composed.forward(x.slice(n), statistics.slice(n), out.slice(n));
        }
    }

    /**
     * The gradient of {@link #groupNormalize} with respect to x.
     *
     * @param statistics what the forward pass found
     * @param gradient with respect to the output; overwritten with the result
     */
    default void groupNormalizeBackward(GroupNormalization norm, Tensor x, Tensor statistics, Tensor gradient) {
        ComposedNormalization composed = new ComposedNormalization(this, norm);
        for (int n = 0; n < x.dimension(0); n++) {
            composed.backward(x.slice(n), statistics.slice(n), gradient.slice(n));
        }
    }

    /**
     * Group normalisation, followed by swish if it has one, and then by a convolution.
     *
     * @param statistics filled as by {@link #groupStatistics}, for the backward pass
     * @param out the output of {@link #convolve}
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
     * {@link #normalizedConvolve} with another tensor added to its output.
     *
     * @param added shaped as out, but not out
     */
    default void normalizedConvolveAndAdd(
            GroupNormalization norm, Tensor x, Tensor statistics, Filter filter, Tensor added, Tensor out) {
        normalizedConvolve(norm, x, statistics, filter, out);
        add(out, added);
    }

    /**
     * The gradient of {@link #normalizedConvolve} with respect to x.
     *
     * @param statistics what the forward pass found
     * @param gradient with respect to the output
     * @param out shaped as x, but not x
     */
    default void normalizedConvolveBackward(
            GroupNormalization norm, Tensor x, Tensor statistics, Filter filter, Tensor gradient, Tensor out) {
        convolveBackward(gradient, filter, out);
        groupNormalizeBackward(norm, x, statistics, out);
    }

    /**
     * Layer normalisation.
     *
     * @param x {@code [rows, C]}; overwritten with the normalised rows before gain and bias, for the backward pass
     * @param deviations {@code [rows, 1]}, filled with reciprocal standard deviations, for the backward pass
     * @param out shaped as x
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
     * The gradient of {@link #layerNormalize} with respect to x: with {@code d = g * gain} and n the normalised rows, {@code
     * (d - mean(d) - n mean(d n)) * deviation}.
     *
     * @param normalised what {@link #layerNormalize} left in x
     * @param deviations the reciprocal standard deviations that it found
     * @param gradient with respect to the output; overwritten with the result
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
     * The index of the code nearest to each vector; of equally near ones, on the CPU, the first.
     *
     * @param vectors {@code [rows, D]}
     * @param places {@code [rows]} of {@link Tensor.Precision#INDEX}, overwritten
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
                argminOfRows(products, places.part(from, count));
            }
        }
    }
}
