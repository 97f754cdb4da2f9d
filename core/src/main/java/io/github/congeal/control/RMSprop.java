package io.github.congeal.control;

/**
 * RMSprop (Hinton 2012): divides the gradient by the root of the mean squared gradient, without averaging the gradient.
 * Livelier and rougher than Adam.
 *
 * @param alpha the fraction of the mean squared gradient that is kept at each step, from 0 up to but not including 1
 * @param epsilon the term added to the divisor, above 0
 * @param weightDecay how strongly each number is pulled towards 0, at least 0
 * @param momentum the fraction of the previous step that is repeated, from 0 up to but not including 1
 * @param centered whether to subtract the mean gradient before squaring
 */
public record RMSprop(double alpha, double epsilon, double weightDecay, double momentum, boolean centered)
        implements Optimizer {
    /**
     * Creates an instance.
     *
     * @throws IllegalArgumentException if a number is out of range
     */
    public RMSprop {
        Range.FRACTION.require("alpha", alpha);
        Range.above(0).require("epsilon", epsilon);
        Range.atLeast(0).require("weight-decay", weightDecay);
        Range.FRACTION.require("momentum", momentum);
    }

    /** Returns a copy with another alpha. */
    public RMSprop alpha(double value) {
        return new RMSprop(value, epsilon, weightDecay, momentum, centered);
    }

    /** Returns a copy with another epsilon. */
    public RMSprop epsilon(double value) {
        return new RMSprop(alpha, value, weightDecay, momentum, centered);
    }

    /** Returns a copy with another weight decay. */
    public RMSprop weightDecay(double value) {
        return new RMSprop(alpha, epsilon, value, momentum, centered);
    }

    /** Returns a copy with another momentum. */
    public RMSprop momentum(double value) {
        return new RMSprop(alpha, epsilon, weightDecay, value, centered);
    }

    /** Returns a copy with or without centring. */
    public RMSprop centered(boolean value) {
        return new RMSprop(alpha, epsilon, weightDecay, momentum, value);
    }

    @Override
    public String toString() {
        return FORM.write(this);
    }
}
