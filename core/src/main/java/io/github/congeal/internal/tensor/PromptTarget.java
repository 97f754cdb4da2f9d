package io.github.congeal.internal.tensor;

/**
 * The target that embeddings are compared with. The loss is half the squared angle between an embedding and a target,
 * averaged over all pairs; the gradient omits pairs that are already nearer than the stop.
 *
 * @param directions targets of length 1, {@code [count, width]}; always the same array during a run
 * @param count how many targets there are
 * @param weight how much the loss counts; negative to be driven away
 * @param stop the distance (times the weight's sign) below which a pair is left alone; negative infinity for never
 */
public record PromptTarget(double[] directions, int count, double weight, double stop) {
    /** Below this length an embedding has no direction. */
    public static final double SHORTEST = 1e-12;

    /** The width of an embedding. */
    public int width() {
        return directions.length / count;
    }
}
