package io.github.congeal.control;

/**
 * AdamW: Adam with a weight decay that shrinks the latent itself instead of being added to the gradient (Loshchilov and
 * Hutter 2019, algorithm 2). It keeps colours from drifting to the extremes.
 *
 * @param beta1 the fraction of the mean gradient that is kept at each step, from 0 up to but not including 1
 * @param beta2 the fraction of the mean squared gradient that is kept at each step, likewise
 * @param epsilon the term added to the divisor, above 0
 * @param weightDecay how strongly each number is pulled towards 0, at least 0
 * @param amsgrad whether to divide by the largest mean of squares so far
 */
public record AdamW(double beta1, double beta2, double epsilon, double weightDecay, boolean amsgrad)
        implements Optimizer {
    /**
     * Creates an instance.
     *
     * @throws IllegalArgumentException if a number is out of range
     */
    public AdamW {
        Range.FRACTION.require("beta1", beta1);
        Range.FRACTION.require("beta2", beta2);
        Range.above(0).require("epsilon", epsilon);
        Range.atLeast(0).require("weight-decay", weightDecay);
    }

    /** Returns a copy with another beta1. */
    public AdamW beta1(double value) {
        return new AdamW(value, beta2, epsilon, weightDecay, amsgrad);
    }

    /** Returns a copy with another beta2. */
    public AdamW beta2(double value) {
        return new AdamW(beta1, value, epsilon, weightDecay, amsgrad);
    }

    /** Returns a copy with another epsilon. */
    public AdamW epsilon(double value) {
        return new AdamW(beta1, beta2, value, weightDecay, amsgrad);
    }

    /** Returns a copy with another weight decay. */
    public AdamW weightDecay(double value) {
        return new AdamW(beta1, beta2, epsilon, value, amsgrad);
    }

    /** Returns a copy with or without AMSGrad. */
    public AdamW amsgrad(boolean value) {
        return new AdamW(beta1, beta2, epsilon, weightDecay, value);
    }

    @Override
    public String toString() {
        return FORM.write(this);
    }
}
