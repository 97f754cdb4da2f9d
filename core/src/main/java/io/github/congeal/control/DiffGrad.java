package io.github.congeal.control;

/**
 * Adam that moves up to half as far where the gradient hardly changes from step to step (Dubey et al. 2019, equations 4 to
 * 7). Written out as in torch_optimizer; other than there the gradient before is always kept, whatever becomes of its array.
 *
 * @param beta1 how much of the mean of gradients is kept at each step, from 0 up to but not including 1
 * @param beta2 how much of the mean of their squares is kept, likewise
 * @param epsilon what is added to the divisor, above 0
 * @param weightDecay how strongly each number is drawn towards 0, at least 0
 */
public record DiffGrad(double beta1, double beta2, double epsilon, double weightDecay) implements Optimizer {
    /**
     * Makes one.
     *
     * @throws IllegalArgumentException if a number is out of its range
     */
    public DiffGrad {
        Range.FRACTION.require("beta1", beta1);
        Range.FRACTION.require("beta2", beta2);
        Range.above(0).require("epsilon", epsilon);
        Range.atLeast(0).require("weight-decay", weightDecay);
    }

    /** The same with another beta1. */
    public DiffGrad beta1(double value) {
        return new DiffGrad(value, beta2, epsilon, weightDecay);
    }

    /** The same with another beta2. */
    public DiffGrad beta2(double value) {
        return new DiffGrad(beta1, value, epsilon, weightDecay);
    }

    /** The same with another epsilon. */
    public DiffGrad epsilon(double value) {
        return new DiffGrad(beta1, beta2, value, weightDecay);
    }

    /** The same with another weight decay. */
    public DiffGrad weightDecay(double value) {
        return new DiffGrad(beta1, beta2, epsilon, value);
    }

    @Override
    public String toString() {
        return FORM.write(this);
    }
}
