package io.github.congeal.control;

/**
 * The gradient, divided by the root of the mean of past squares (Hinton 2012), without a mean of gradients: livelier and
 * rougher than Adam.
 *
 * @param alpha how much of the mean of squares is kept at each step, from 0 up to but not including 1
 * @param epsilon what is added to the divisor, above 0
 * @param weightDecay how strongly each number is drawn towards 0, at least 0
 * @param momentum how much of the step before is made again, from 0 up to but not including 1
 * @param centered whether the squares are those of the distances from the mean gradient
 */
public record RMSprop(double alpha, double epsilon, double weightDecay, double momentum, boolean centered)
        implements Optimizer {
    /**
     * Makes one.
     *
     * @throws IllegalArgumentException if a number is out of its range
     */
    public RMSprop {
        Range.FRACTION.require("alpha", alpha);
        Range.above(0).require("epsilon", epsilon);
        Range.atLeast(0).require("weight-decay", weightDecay);
        Range.FRACTION.require("momentum", momentum);
    }

    /** The same with another alpha. */
    public RMSprop alpha(double value) {
        return new RMSprop(value, epsilon, weightDecay, momentum, centered);
    }

    /** The same with another epsilon. */
    public RMSprop epsilon(double value) {
        return new RMSprop(alpha, value, weightDecay, momentum, centered);
    }

    /** The same with another weight decay. */
    public RMSprop weightDecay(double value) {
        return new RMSprop(alpha, epsilon, value, momentum, centered);
    }

    /** The same with another momentum. */
    public RMSprop momentum(double value) {
        return new RMSprop(alpha, epsilon, weightDecay, value, centered);
    }

    /** The same centred or not. */
    public RMSprop centered(boolean value) {
        return new RMSprop(alpha, epsilon, weightDecay, momentum, value);
    }

    @Override
    public String toString() {
        return FORM.write(this);
    }
}
