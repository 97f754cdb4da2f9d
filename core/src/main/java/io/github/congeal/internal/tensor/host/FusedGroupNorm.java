package io.github.congeal.internal.tensor.host;

import io.github.congeal.internal.tensor.GroupNormalization;
import io.github.congeal.internal.tensor.HostArrays;
import io.github.congeal.internal.tensor.Tensor;
import java.util.Arrays;

/**
 * Group normalisation and swish of float32 pictures {@code [1, H, W, C]} in a few passes of Java. The arrays per channel are
 * kept for the whole run. Not thread-safe.
 */
final class FusedGroupNorm {
    private final GroupNormalization norm;
    private final int groups;
    private final FusedNormalization fused;
    private final double[] factors;
    private final double[] terms;
    private final Slope slope;
    private final double[] statisticsFound;
    private final double[] groupSums;
    private final double[] groupSquares;
    private final Activation activation;

    /**
     * A normalisation in a run.
     *
     * @param loops of the run
     * @param arrays of the run
     */
    FusedGroupNorm(GroupNormalization norm, HostLoops loops, HostArrays arrays) {
        int channels = norm.channels();
        this.norm = norm;
        this.groups = norm.groups();
        this.fused = new FusedNormalization(loops, arrays, channels, norm.swish());
        this.factors = new double[channels];
        this.terms = new double[channels];
        this.statisticsFound = new double[2 * groups];
        this.groupSums = new double[groups];
        this.groupSquares = new double[groups];
        this.slope = new Slope(new double[channels], new double[channels], new double[channels]);
        this.activation = new Activation(new float[channels], new float[channels]);
    }

    /**
     * Computes the statistics of one picture.
     *
     * @param statistics {@code [1, 2, groups]}, filled with means and reciprocal standard deviations
     * @return the same, {@code [2 * groups]}; overwritten by the next call
     */
    double[] statistics(Tensor x, Tensor statistics) {
        double[][] sums = fused.sums(x);
        double[] found = statisticsOf(x, sums[0], sums[1]);
        statistics.write(0, found);
        return found;
    }

    /** Normalises one picture, and applies gain, bias and, if the layer has it, swish. */
    void forward(Tensor x, Tensor statistics, Tensor out) {
        double[] found = statistics(x, statistics);
        fused.normalise(x, factors(found), terms(found), out);
    }

    /** Computes the statistics of one picture and, from them, the {@link #activation()}; for layers with swish. */
    void prepare(Tensor x, Tensor statistics) {
        prepare(statistics(x, statistics));
    }

    /** Computes the {@link #activation()} from known statistics. */
    void prepare(double... statistics) {
        round(factors(statistics), activation.factor());
        round(terms(statistics), activation.term());
    }

    /** The function per channel that was prepared last. */
    Activation activation() {
        return activation;
    }

    private static void round(double[] values, float[] target) {
        for (int i = 0; i < values.length; i++) {
            target[i] = (float) values[i];
        }
    }

    /** The gradient with respect to one picture, in place. */
    void backward(Tensor x, double[] statistics, Tensor gradient) {
        double[][] sums = fused.activationBackward(x, factors(statistics), terms(statistics), gradient);
        normalizationBackward(x, statistics, sums, gradient);
    }

    /**
     * The gradient with respect to one picture where that of the activation is known.
     *
     * @param activated the gradient of the activation
     * @param gradient what the activation's gradient was applied to; overwritten
     */
    void backward(Tensor x, double[] statistics, ActivationGradient activated, Tensor gradient) {
        double[][] sums = fused.total();
        activated.close(sums);
        normalizationBackward(x, statistics, sums, gradient);
    }

    private void normalizationBackward(Tensor x, double[] statistics, double[][] sums, Tensor gradient) {
        findSlope(x, statistics, sums[0], sums[1]);
        fused.combine(x, slope.valueFactor, slope.term, slope.gradientFactor, gradient);
    }

    /** The gradient's coefficients per channel: it is {@code gradient * gradientFactor + x * valueFactor + term}. */
    private record Slope(double[] gradientFactor, double[] valueFactor, double[] term) {}

    /**
     * With r the reciprocal standard deviation, n = (x - mean) * r and d = gain * gradient, the gradient is r * (d - mean(d)
     * - n * mean(d * n)), which is linear in gradient and x for each channel.
     */
    private void findSlope(Tensor x, double[] statistics, double[] gradientSums, double[] productSums) {
        int channels = norm.channels();
        int perGroup = channels / groups;
        double elements = (double) x.length() / groups;
        for (int g = 0; g < groups; g++) {
            double mean = statistics[g];
            double deviation = statistics[groups + g];
            double sum = 0;
            double product = 0;
            for (int c = g * perGroup; c < (g + 1) * perGroup; c++) {
                sum += half() * norm.gain()[c] * gradientSums[c];
                product += half() * norm.gain()[c] * deviation * (productSums[c] - mean * gradientSums[c]);
            }
            for (int c = g * perGroup; c < (g + 1) * perGroup; c++) {
                slope.gradientFactor[c] = half() * norm.gain()[c] * deviation;
                slope.valueFactor[c] = -deviation * deviation * product / elements;
                slope.term[c] = -deviation * sum / elements - slope.valueFactor[c] * mean;
            }
        }
    }

    /** The scale of the normalised value: half of it is computed where swish follows. */
    private double half() {
        return norm.swish() ? 0.5 : 1;
    }

    private double[] factors(double... statistics) {
        for (int c = 0; c < factors.length; c++) {
            factors[c] = half() * norm.gain()[c] * statistics[groups + norm.groupOf(c)];
        }
        return factors;
    }

    /** The terms of x * factor + term, which include the mean. */
    private double[] terms(double... statistics) {
        for (int c = 0; c < terms.length; c++) {
            int group = norm.groupOf(c);
            terms[c] =
                    half() * norm.bias()[c] - half() * norm.gain()[c] * statistics[groups + group] * statistics[group];
        }
        return terms;
    }

    private double[] statisticsOf(Tensor x, double[] sums, double[] squares) {
        double elements = (double) x.length() / groups;
        Arrays.fill(groupSums, 0);
        Arrays.fill(groupSquares, 0);
        for (int c = 0; c < sums.length; c++) {
            groupSums[norm.groupOf(c)] += sums[c];
            groupSquares[norm.groupOf(c)] += squares[c];
        }
        for (int g = 0; g < groups; g++) {
            double mean = groupSums[g] / elements;
            double variance = Math.max(groupSquares[g] / elements - mean * mean, 0);
            statisticsFound[g] = mean;
            statisticsFound[groups + g] = 1 / Math.sqrt(variance + norm.epsilon());
        }
        return statisticsFound;
    }
}
