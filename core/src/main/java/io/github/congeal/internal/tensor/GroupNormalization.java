package io.github.congeal.internal.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Group normalisation (Wu and He 2018), optionally followed by swish, over pictures {@code [N, H, W, C]}.
 *
 * <p>ND4J has no such operation. On the CPU it is a few passes of Java over the picture, elsewhere it is composed of what
 * ND4J has.
 */
public final class GroupNormalization {
    private final Ops ops;
    private final Buffers buffers;
    private final int groups;
    private final double epsilon;
    private final float[] gain;
    private final float[] bias;
    private final boolean swish;
    private final FusedNormalization fused;
    // What is computed for each channel, kept because it is computed at every step.
    private final double[] factors;
    private final double[] terms;
    private final Slope slope;
    private final double[] statisticsFound;
    private final double[] groupSums;
    private final double[] groupSquares;
    private final List<Activation> activations = new ArrayList<>();

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
        this.fused = new FusedNormalization(buffers.hostArrays(), gain.length, swish);
        this.factors = new double[gain.length];
        this.terms = new double[gain.length];
        this.statisticsFound = new double[2 * groups];
        this.groupSums = new double[groups];
        this.groupSquares = new double[groups];
        this.slope = new Slope(new double[gain.length], new double[gain.length], new double[gain.length]);
    }

    /**
     * Normalises.
     *
     * @param statistics {@code [N, 2, groups]}, filled with means and reciprocal deviations, for the way back
     * @param out as x
     */
    public void forward(Tensor x, Tensor statistics, Tensor out) {
        for (int n = 0; n < x.dimension(0); n++) {
            if (HostLoop.suits(x)) {
                fusedForward(x.slice(n), statistics.slice(n), out.slice(n));
            } else {
                composed().forward(x.slice(n), statistics.slice(n), out.slice(n));
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
            if (HostLoop.suits(x)) {
                fusedBackward(x.slice(n), statistics.slice(n).toDoubles(), gradient.slice(n));
            } else {
                composed().backward(x.slice(n), statistics.slice(n), gradient.slice(n));
            }
        }
    }

    private ComposedNormalization composed() {
        return new ComposedNormalization(ops, groups, epsilon, gain, bias, swish);
    }

    /**
     * Finds what {@link #forward} would do, for somebody who does it himself; for the CPU and float32, with swish.
     *
     * @param statistics filled as by {@link #forward}
     * @return one for each picture, overwritten by the next call; none on imaginary buffers
     */
    public List<Activation> prepare(Tensor x, Tensor statistics) {
        int count = buffers.isImaginary() ? 0 : Math.toIntExact(x.dimension(0));
        while (activations.size() < count) {
            activations.add(new Activation(new float[gain.length], new float[gain.length]));
        }
        for (int n = 0; n < count; n++) {
            double[] found = fusedStatistics(x.slice(n), statistics.slice(n));
            round(factors(found), activations.get(n).factor());
            round(terms(found), activations.get(n).term());
        }
        return activations.subList(0, count);
    }

    private static void round(double[] values, float[] target) {
        for (int i = 0; i < values.length; i++) {
            target[i] = (float) values[i];
        }
    }

    private double[] fusedStatistics(Tensor x, Tensor statistics) {
        double[][] sums = fused.sums(x);
        double[] found = statisticsOf(x, sums[0], sums[1]);
        statistics.write(0, found);
        return found;
    }

    private void fusedForward(Tensor x, Tensor statistics, Tensor out) {
        if (buffers.isImaginary()) {
            return;
        }
        double[] found = fusedStatistics(x, statistics);
        fused.normalise(x, factors(found), terms(found), out);
    }

    private void fusedBackward(Tensor x, double[] statistics, Tensor gradient) {
        if (buffers.isImaginary()) {
            return;
        }
        double[][] sums = fused.activationBackward(x, factors(statistics), terms(statistics), gradient);
        findSlope(x, statistics, sums[0], sums[1]);
        fused.combine(x, slope.valueFactor, slope.term, slope.gradientFactor, gradient);
    }

    /** For each channel, {@code gradient * gradientFactor + x * valueFactor + term} is the gradient. */
    private record Slope(double[] gradientFactor, double[] valueFactor, double[] term) {}

    /**
     * With n = (x - mean) * deviation and d = gain * gradient, the gradient is deviation * (d - mean(d) - n * mean(d * n)),
     * which is linear in gradient and x for each channel.
     */
    private void findSlope(Tensor x, double[] statistics, double[] gradientSums, double[] productSums) {
        int channels = gain.length;
        int perGroup = channels / groups;
        double elements = (double) x.length() / groups;
        for (int g = 0; g < groups; g++) {
            double mean = statistics[g];
            double deviation = statistics[groups + g];
            double sum = 0;
            double product = 0;
            for (int c = g * perGroup; c < (g + 1) * perGroup; c++) {
                sum += half() * gain[c] * gradientSums[c];
                product += half() * gain[c] * deviation * (productSums[c] - mean * gradientSums[c]);
            }
            for (int c = g * perGroup; c < (g + 1) * perGroup; c++) {
                slope.gradientFactor[c] = half() * gain[c] * deviation;
                slope.valueFactor[c] = -deviation * deviation * product / elements;
                slope.term[c] = -deviation * sum / elements - slope.valueFactor[c] * mean;
            }
        }
    }

    private double half() {
        return swish ? 0.5 : 1;
    }

    private double[] factors(double... statistics) {
        for (int c = 0; c < factors.length; c++) {
            factors[c] = half() * gain[c] * statistics[groups + groupOf(c)];
        }
        return factors;
    }

    /** What is added where the mean was not taken off before. */
    private double[] terms(double... statistics) {
        for (int c = 0; c < terms.length; c++) {
            int group = groupOf(c);
            terms[c] = half() * bias[c] - half() * gain[c] * statistics[groups + group] * statistics[group];
        }
        return terms;
    }

    private double[] statisticsOf(Tensor x, double[] sums, double[] squares) {
        double elements = (double) x.length() / groups;
        Arrays.fill(groupSums, 0);
        Arrays.fill(groupSquares, 0);
        for (int c = 0; c < sums.length; c++) {
            groupSums[groupOf(c)] += sums[c];
            groupSquares[groupOf(c)] += squares[c];
        }
        for (int g = 0; g < groups; g++) {
            double mean = groupSums[g] / elements;
            double variance = Math.max(groupSquares[g] / elements - mean * mean, 0);
            statisticsFound[g] = mean;
            statisticsFound[groups + g] = 1 / Math.sqrt(variance + epsilon);
        }
        return statisticsFound;
    }

    private int groupOf(int channel) {
        return channel / (gain.length / groups);
    }
}
