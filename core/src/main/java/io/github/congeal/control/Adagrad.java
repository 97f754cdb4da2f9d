package io.github.congeal.control;

/**
 * Adagrad (Duchi et al. 2011): divides the gradient by the root of the sum of all its squares so far. Steps become ever
 * shorter, so the picture settles early. It needs larger step sizes than Adam, such as 0.5.
 *
 * @param learningRateDecay how fast the step size falls in addition: after n steps it is divided by 1 + n times this;
 *     at least 0
 * @param weightDecay how strongly each number is pulled towards 0, at least 0
 * @param initialAccumulator the initial sum of squares, at least 0
 * @param epsilon the term added to the divisor, above 0
 */
public record Adagrad(double learningRateDecay, double weightDecay, double initialAccumulator, double epsilon)
        implements Optimizer {
    /**
     * Creates an instance.
     *
     * @throws IllegalArgumentException if a number is out of range
     */
    public Adagrad {
        Range.atLeast(0).require("learning-rate-decay", learningRateDecay);
        Range.atLeast(0).require("weight-decay", weightDecay);
        Range.atLeast(0).require("initial-accumulator", initialAccumulator);
        Range.above(0).require("epsilon", epsilon);
    }

    /** Returns a copy with another learning rate decay. */
    public Adagrad learningRateDecay(double value) {
        return new Adagrad(value, weightDecay, initialAccumulator, epsilon);
    }

    /** Returns a copy with another weight decay. */
    public Adagrad weightDecay(double value) {
        return new Adagrad(learningRateDecay, value, initialAccumulator, epsilon);
    }

    /** Returns a copy with another initial accumulator. */
    public Adagrad initialAccumulator(double value) {
        return new Adagrad(learningRateDecay, weightDecay, value, epsilon);
    }

    /** Returns a copy with another epsilon. */
    public Adagrad epsilon(double value) {
        return new Adagrad(learningRateDecay, weightDecay, initialAccumulator, value);
    }

    @Override
    public String toString() {
        return FORM.write(this);
    }
}
