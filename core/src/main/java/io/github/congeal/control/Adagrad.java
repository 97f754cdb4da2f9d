package io.github.congeal.control;

/**
 * The gradient, divided by the root of the sum of all squares so far (Duchi et al. 2011): steps become ever shorter, so
 * that the picture settles early. It takes larger step sizes than Adam, such as 0.5.
 *
 * @param learningRateDecay how fast the step size falls besides: after n steps it is divided by 1 + n times this; at
 *     least 0
 * @param weightDecay how strongly each number is drawn towards 0, at least 0
 * @param initialAccumulator what the sum of squares begins with, at least 0
 * @param epsilon what is added to the divisor, above 0
 */
public record Adagrad(double learningRateDecay, double weightDecay, double initialAccumulator, double epsilon)
        implements Optimizer {
    /**
     * Makes one.
     *
     * @throws IllegalArgumentException if a number is out of its range
     */
    public Adagrad {
        Range.atLeast(0).require("learning-rate-decay", learningRateDecay);
        Range.atLeast(0).require("weight-decay", weightDecay);
        Range.atLeast(0).require("initial-accumulator", initialAccumulator);
        Range.above(0).require("epsilon", epsilon);
    }

    /** The same with another learning rate decay. */
    public Adagrad learningRateDecay(double value) {
        return new Adagrad(value, weightDecay, initialAccumulator, epsilon);
    }

    /** The same with another weight decay. */
    public Adagrad weightDecay(double value) {
        return new Adagrad(learningRateDecay, value, initialAccumulator, epsilon);
    }

    /** The same with another initial accumulator. */
    public Adagrad initialAccumulator(double value) {
        return new Adagrad(learningRateDecay, weightDecay, value, epsilon);
    }

    /** The same with another epsilon. */
    public Adagrad epsilon(double value) {
        return new Adagrad(learningRateDecay, weightDecay, initialAccumulator, value);
    }

    @Override
    public String toString() {
        return FORM.write(this);
    }
}
