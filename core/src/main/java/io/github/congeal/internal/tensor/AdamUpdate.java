package io.github.congeal.internal.tensor;

/**
 * The constants of Adam (Kingma and Ba 2015, algorithm 1).
 *
 * @param beta1 how much of the mean of gradients is kept at each step
 * @param beta2 how much of the mean of their squares is kept
 * @param epsilon what is added to the root of the latter
 */
public record AdamUpdate(double beta1, double beta2, double epsilon) {
    /** What the step size is divided by at a step, from 1 on, as the mean of gradients began with zeros. */
    public double correction(int step) {
        return 1 - Math.pow(beta1, step);
    }

    /** What the root of the mean of squares is divided by at a step, from 1 on, as it began with zeros. */
    public double rootCorrection(int step) {
        return Math.sqrt(1 - Math.pow(beta2, step));
    }
}
