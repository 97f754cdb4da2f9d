package io.github.congeal.control;

/**
 * DiffGrad: Adam with steps as short as half where the gradient hardly changes from step to step (Dubey et al. 2019,
 * equations 4 to 7). As in torch_optimizer, except that the previous gradient is always kept, even if its array is
 * reused.
 *
 * @param beta1 the fraction of the mean gradient that is kept at each step, from 0 up to but not including 1
 * @param beta2 the fraction of the mean squared gradient that is kept at each step, likewise
 * @param epsilon the term added to the divisor, above 0
 * @param weightDecay how strongly each number is pulled towards 0, at least 0
 */
public record DiffGrad(double beta1, double beta2, double epsilon, double weightDecay) implements Optimizer {
    /**
     * Creates an instance.
     *
     * @throws IllegalArgumentException if a number is out of range
     */
    public DiffGrad {
        Range.FRACTION.require("beta1", beta1);
        Range.FRACTION.require("beta2", beta2);
        Range.above(0).require("epsilon", epsilon);
        Range.atLeast(0).require("weight-decay", weightDecay);
    }

    /** Returns a copy with another beta1. */
    public DiffGrad beta1(double value) {
        return new DiffGrad(value, beta2, epsilon, weightDecay);
    }

    /** Returns a copy with another beta2. */
    public DiffGrad beta2(double value) {
        return new DiffGrad(beta1, value, epsilon, weightDecay);
    }

    /** Returns a copy with another epsilon. */
    public DiffGrad epsilon(double value) {
        return new DiffGrad(beta1, beta2, value, weightDecay);
    }

    /** Returns a copy with another weight decay. */
    public DiffGrad weightDecay(double value) {
        return new DiffGrad(beta1, beta2, epsilon, value);
    }

    @Override
    public String toString() {
        return FORM.write(this);
    }
}
