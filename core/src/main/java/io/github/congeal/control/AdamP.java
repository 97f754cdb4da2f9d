package io.github.congeal.control;

/**
 * AdamP: Adam without the part of a step that only lengthens the latent (Heo et al. 2021, algorithm 2; clovaai/AdamP).
 * The whole latent is treated as one vector.
 *
 * @param beta1 the fraction of the mean gradient that is kept at each step, from 0 up to but not including 1
 * @param beta2 the fraction of the mean squared gradient that is kept at each step, likewise
 * @param epsilon the term added to the divisor, above 0
 * @param weightDecay how strongly each number is pulled towards 0, at least 0; as in AdamW
 * @param delta the bound on the cosine of the angle between gradient and latent, times the root of the number of the
 *     latent's elements: below it, the step's part along the latent is removed; at least 0
 * @param decayRatio the factor of the weight decay in that case, at least 0
 * @param nesterov whether to use Nesterov momentum
 */
public record AdamP(
        double beta1,
        double beta2,
        double epsilon,
        double weightDecay,
        double delta,
        double decayRatio,
        boolean nesterov)
        implements Optimizer {
    /**
     * Creates an instance.
     *
     * @throws IllegalArgumentException if a number is out of range
     */
    public AdamP {
        Range.FRACTION.require("beta1", beta1);
        Range.FRACTION.require("beta2", beta2);
        Range.above(0).require("epsilon", epsilon);
        Range.atLeast(0).require("weight-decay", weightDecay);
        Range.atLeast(0).require("delta", delta);
        Range.atLeast(0).require("decay-ratio", decayRatio);
    }

    /** Returns a copy with another beta1. */
    public AdamP beta1(double value) {
        return new AdamP(value, beta2, epsilon, weightDecay, delta, decayRatio, nesterov);
    }

    /** Returns a copy with another beta2. */
    public AdamP beta2(double value) {
        return new AdamP(beta1, value, epsilon, weightDecay, delta, decayRatio, nesterov);
    }

    /** Returns a copy with another epsilon. */
    public AdamP epsilon(double value) {
        return new AdamP(beta1, beta2, value, weightDecay, delta, decayRatio, nesterov);
    }

    /** Returns a copy with another weight decay. */
    public AdamP weightDecay(double value) {
        return new AdamP(beta1, beta2, epsilon, value, delta, decayRatio, nesterov);
    }

    /** Returns a copy with another delta. */
    public AdamP delta(double value) {
        return new AdamP(beta1, beta2, epsilon, weightDecay, value, decayRatio, nesterov);
    }

    /** Returns a copy with another decay ratio. */
    public AdamP decayRatio(double value) {
        return new AdamP(beta1, beta2, epsilon, weightDecay, delta, value, nesterov);
    }

    /** Returns a copy with or without Nesterov momentum. */
    public AdamP nesterov(boolean value) {
        return new AdamP(beta1, beta2, epsilon, weightDecay, delta, decayRatio, value);
    }

    @Override
    public String toString() {
        return FORM.write(this);
    }
}
