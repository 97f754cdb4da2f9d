package io.github.congeal.control;

/**
 * RAdam: Adam with a built-in warm-up (Liu et al. 2020, algorithm 2). While the mean squared gradient rests on too few
 * gradients, it is left out or trusted less. The first steps are plain mean gradients and thus tiny, so it suits long
 * runs.
 *
 * @param beta1 the fraction of the mean gradient that is kept at each step, from 0 up to but not including 1
 * @param beta2 the fraction of the mean squared gradient that is kept at each step, likewise
 * @param epsilon the term added to the divisor, above 0
 * @param weightDecay how strongly each number is pulled towards 0, at least 0
 */
public record RAdam(double beta1, double beta2, double epsilon, double weightDecay) implements Optimizer {
    /**
     * Creates an instance.
     *
     * @throws IllegalArgumentException if a number is out of range
     */
    public RAdam {
        Range.FRACTION.require("beta1", beta1);
        Range.FRACTION.require("beta2", beta2);
        Range.above(0).require("epsilon", epsilon);
        Range.atLeast(0).require("weight-decay", weightDecay);
    }

    /** Returns a copy with another beta1. */
    public RAdam beta1(double value) {
        return new RAdam(value, beta2, epsilon, weightDecay);
    }

    /** Returns a copy with another beta2. */
    public RAdam beta2(double value) {
        return new RAdam(beta1, value, epsilon, weightDecay);
    }

    /** Returns a copy with another epsilon. */
    public RAdam epsilon(double value) {
        return new RAdam(beta1, beta2, value, weightDecay);
    }

    /** Returns a copy with another weight decay. */
    public RAdam weightDecay(double value) {
        return new RAdam(beta1, beta2, epsilon, value);
    }

    @Override
    public String toString() {
        return FORM.write(this);
    }
}
