package io.github.congeal.internal.tensor;

/**
 * The constants of Adam (Kingma and Ba 2015, algorithm 1).
 *
 * @param beta1 the decay rate of the first moment
 * @param beta2 the decay rate of the second moment
 * @param epsilon added to the root of the bias-corrected second moment
 */
public record AdamUpdate(double beta1, double beta2, double epsilon) {
    /** The bias correction of the first moment, by which it is divided at a step, counted from 1. */
    public double correction(int step) {
        return 1 - Math.pow(beta1, step);
    }

    /** The root of the second moment's bias correction, by which its root is divided at a step, counted from 1. */
    public double rootCorrection(int step) {
        return Math.sqrt(1 - Math.pow(beta2, step));
    }
}
