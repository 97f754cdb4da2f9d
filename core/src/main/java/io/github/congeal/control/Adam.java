package io.github.congeal.control;

/**
 * Adam (Kingma and Ba 2015, algorithm 1): divides the mean gradient by the root of the mean squared gradient. This is
 * the default, and the optimiser of all notebooks. Weight decay is added to the gradient.
 *
 * @param beta1 the fraction of the mean gradient that is kept at each step, from 0 up to but not including 1
 * @param beta2 the fraction of the mean squared gradient that is kept at each step, likewise
 * @param epsilon the term added to the divisor, above 0
 * @param weightDecay how strongly each number is pulled towards 0, at least 0
 * @param amsgrad whether to divide by the largest mean of squares so far
 */
public record Adam(double beta1, double beta2, double epsilon, double weightDecay, boolean amsgrad)
        implements Optimizer {
    /**
     * Creates an instance.
     *
     * @throws IllegalArgumentException if a number is out of range
     */
    public Adam {
        Range.FRACTION.require("beta1", beta1);
        Range.FRACTION.require("beta2", beta2);
        Range.above(0).require("epsilon", epsilon);
        Range.atLeast(0).require("weight-decay", weightDecay);
    }

    /** Returns a copy with another beta1. */
    public Adam beta1(double value) {
        return new Adam(value, beta2, epsilon, weightDecay, amsgrad);
    }

    /** Returns a copy with another beta2. */
    public Adam beta2(double value) {
        return new Adam(beta1, value, epsilon, weightDecay, amsgrad);
    }

    /** Returns a copy with another epsilon. */
    public Adam epsilon(double value) {
        return new Adam(beta1, beta2, value, weightDecay, amsgrad);
    }

    /** Returns a copy with another weight decay. */
    public Adam weightDecay(double value) {
        return new Adam(beta1, beta2, epsilon, value, amsgrad);
    }

    /** Returns a copy with or without AMSGrad. */
    public Adam amsgrad(boolean value) {
        return new Adam(beta1, beta2, epsilon, weightDecay, value);
    }

    @Override
    public String toString() {
        return FORM.write(this);
    }
}
