package io.github.congeal.control;

/**
 * Adam that warms itself up: as long as the mean of squares rests on too few gradients, it is left out or trusted less (Liu
 * et al. 2020, algorithm 2). The first steps are mere means of gradients, so they are tiny: it suits long runs.
 *
 * @param beta1 how much of the mean of gradients is kept at each step, from 0 up to but not including 1
 * @param beta2 how much of the mean of their squares is kept, likewise
 * @param epsilon what is added to the divisor, above 0
 * @param weightDecay how strongly each number is drawn towards 0, at least 0
 */
public record RAdam(double beta1, double beta2, double epsilon, double weightDecay) implements Optimizer {
    /**
     * Makes one.
     *
     * @throws IllegalArgumentException if a number is out of its range
     */
    public RAdam {
        Range.FRACTION.require("beta1", beta1);
        Range.FRACTION.require("beta2", beta2);
        Range.above(0).require("epsilon", epsilon);
        Range.atLeast(0).require("weight-decay", weightDecay);
    }

    /** The same with another beta1. */
    public RAdam beta1(double value) {
        return new RAdam(value, beta2, epsilon, weightDecay);
    }

    /** The same with another beta2. */
    public RAdam beta2(double value) {
        return new RAdam(beta1, value, epsilon, weightDecay);
    }

    /** The same with another epsilon. */
    public RAdam epsilon(double value) {
        return new RAdam(beta1, beta2, value, weightDecay);
    }

    /** The same with another weight decay. */
    public RAdam weightDecay(double value) {
        return new RAdam(beta1, beta2, epsilon, value);
    }

    @Override
    public String toString() {
        return FORM.write(this);
    }
}
