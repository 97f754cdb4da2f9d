package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.PromptTarget;

/**
 * The distance of cutouts from a prompt: half the squared angle between their embeddings, averaged over all pairs of a
 * cutout and a target embedding. A negative weight drives the picture away.
 *
 * <p>The value does not depend on the stop. The gradient is zero for pairs that are already nearer than the stop or,
 * with a negative weight, farther than it.
 */
public final class PromptLoss {
    private final double[] directions;
    private final int count;
    private final Weighting weighting;

    /**
     * The loss of one prompt.
     *
     * @param targets embeddings, {@code [count, width]}: one for a text, one per cutout for a picture
     * @param width the embeddings' width
     * @param weighting how much the prompt counts in each step, and the distance below which a pair has no gradient
     */
    public PromptLoss(float[] targets, int width, Weighting weighting) {
        this.weighting = weighting;
        this.count = targets.length / width;
        this.directions = new double[targets.length];
        for (int j = 0; j < count; j++) {
            double length = Math.max(length(targets, j * width, width), PromptTarget.SHORTEST);
            for (int d = 0; d < width; d++) {
                directions[j * width + d] = targets[j * width + d] / length;
            }
        }
    }

    /** What the device's kernel compares embeddings with after a number of steps. */
    PromptTarget target(int step) {
        return new PromptTarget(
                directions,
                count,
                weighting.weight().applyAsDouble(step),
                weighting.stop().applyAsDouble(step));
    }

    /** The Euclidean length of the row that begins at {@code offset}. */
    private static double length(float[] rows, int offset, int width) {
        double squares = 0;
        for (int d = 0; d < width; d++) {
            squares += (double) rows[offset + d] * rows[offset + d];
        }
        return Math.sqrt(squares);
    }
}
