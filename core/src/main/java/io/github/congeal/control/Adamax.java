package io.github.congeal.control;

/**
 * Adamax: Adam with the largest gradient so far, slowly forgotten, instead of the mean squared gradient (Kingma and Ba
 * 2015, algorithm 2). It is calmer where gradients come in bursts.
 *
 * @param beta1 the fraction of the mean gradient that is kept at each step, from 0 up to but not including 1
 * @param beta2 the fraction of the largest gradient that is kept at each step, likewise
 * @param epsilon the term added to the divisor, above 0
 * @param weightDecay how strongly each number is pulled towards 0, at least 0
 */
public record Adamax(double beta1, double beta2, double epsilon, double weightDecay) implements Optimizer {
    /**
     * Creates an instance.
     *
     * @throws IllegalArgumentException if a number is out of range
     */
    public Adamax {
        Range.FRACTION.require("beta1", beta1);
        Range.FRACTION.require("beta2", beta2);
        Range.above(0).require("epsilon", epsilon);
        Range.atLeast(0).require("weight-decay", weightDecay);
    }

    /** Returns a copy with another beta1. */
    public Adamax beta1(double value) {
        return new Adamax(value, beta2, epsilon, weightDecay);
    }

    /** Returns a copy with another beta2. */
    public Adamax beta2(double value) {
        return new Adamax(beta1, value, epsilon, weightDecay);
    }

    /** Returns a copy with another epsilon. */
    public Adamax epsilon(double value) {
        return new Adamax(beta1, beta2, value, weightDecay);
    }

    /** Returns a copy with another weight decay. */
    public Adamax weightDecay(double value) {
        return new Adamax(beta1, beta2, epsilon, value);
    }

    @Override
    public String toString() {
        return FORM.write(this);
    }
}
