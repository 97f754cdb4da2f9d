package io.github.congeal.internal.tensor;

/**
 * The embeddings of one prompt, with which embeddings of cutouts are compared. The distance of a pair is the squared
 * spherical distance of the VQGAN+CLIP notebooks, {@code 2 arcsin(|a - b| / 2)²}, which is half the squared angle. The
 * loss is its mean over all pairs times the weight; the gradient omits pairs that have already passed the stop.
 *
 * @param directions target embeddings of length 1, {@code [count, width]}; the same array during a run
 * @param count the number of targets
 * @param weight the weight of the loss; negative to drive embeddings away
 * @param stop the distance, times the sign of the weight, below which a pair has no gradient; negative infinity for never
 */
public record PromptTarget(double[] directions, int count, double weight, double stop) {
    /** An embedding shorter than this counts as zero, and has no gradient. */
    public static final double SHORTEST = 1e-12;

    /** The dimension of an embedding. */
    public int width() {
        return directions.length / count;
    }
}
