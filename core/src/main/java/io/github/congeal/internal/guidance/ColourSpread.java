package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.Kernels;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;

/**
 * A measure of colourfulness or contrast: {@code factor * (|deviations| + ofMeans * |means|)}, where deviations and
 * means are the vectors of the standard deviations and the means of linear combinations of red, green and blue.
 */
final class ColourSpread implements Penalty {
    private static final int RGB = 3;

    private final float[] mixture;
    private final int channels;
    private final double ofMeans;
    private final double factor;
    private final Tape tape;
    private final Kernels kernels;

    /** The factor from the centred channels to their gradient; changes in each step. */
    private final Tensor slope;

    private final Tensor term;

    /**
     * A spread of linear combinations of the colour channels.
     *
     * @param mixture {@code [3, channels]}
     */
    private ColourSpread(float[] mixture, double ofMeans, double factor, Tape tape) {
        this.mixture = mixture;
        this.channels = mixture.length / RGB;
        this.ofMeans = ofMeans;
        this.factor = factor;
        this.tape = tape;
        this.kernels = tape.kernels();
        this.slope = tape.take(1);
        this.term = tape.take(channels);
    }

    /** See {@link io.github.congeal.control.Regularizer.Saturation}. */
    static Penalty saturation(Tape tape) {
        return new ColourSpread(new float[] {1, 0.5f, -1, 0.5f, 0, -1}, 0.3, -0.2, tape);
    }

    /** See {@link io.github.congeal.control.Regularizer.Contrast}. */
    static Penalty contrast(Tape tape) {
        return new ColourSpread(new float[] {0.2126f, 0.7152f, 0.0722f}, 0, -1, tape);
    }

    @Override
    public double measure(Tensor x, Tensor gradient) {
        long pixels = x.length() / RGB;
        long independent = Math.max(pixels - 1, 1); // A single pixel deviates by 0.
        Tensor matrix = kernels.constant(mixture, RGB, channels);
        try (Tensor mixed = tape.take(pixels, channels)) {
            kernels.multiply(x.first(pixels, RGB), false, matrix, false, mixed);
            double[] means = means(mixed);
            centre(mixed, means);
            double deviation = Math.sqrt(squares(mixed) / independent);
            double mean = 0;
            for (double each : means) {
                mean += each * each;
            }
            mean = Math.sqrt(mean);
            slope.write(0, deviation == 0 ? 0 : factor / (deviation * independent));
            kernels.combine(Kernels.Pair.MULTIPLY, mixed, slope, mixed);
            for (int c = 0; c < channels; c++) {
                term.write(c, mean == 0 ? 0 : factor * ofMeans * means[c] / (mean * pixels));
            }
            kernels.addBias(mixed, term);
            kernels.multiply(mixed, false, matrix, true, gradient.first(pixels, RGB));
            return factor * (deviation + ofMeans * mean);
        }
    }

    private double[] means(Tensor mixed) {
        try (Tensor sums = tape.take(1, channels)) {
            kernels.sumColumns(mixed, sums);
            double[] means = sums.toDoubles();
            for (int c = 0; c < channels; c++) {
                means[c] /= mixed.dimension(0);
            }
            return means;
        }
    }

    private void centre(Tensor mixed, double... means) {
        for (int c = 0; c < channels; c++) {
            term.write(c, -means[c]);
        }
        kernels.addBias(mixed, term);
    }

    private double squares(Tensor centred) {
        try (Tensor squares = tape.take(centred.shape())) {
            kernels.copy(centred, squares);
            return new Total(tape).ofSquares(squares);
        }
    }
}
