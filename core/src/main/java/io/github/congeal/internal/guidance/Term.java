package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.Saved;
import java.util.List;

/**
 * Something that a picture is judged by: CLIP with its prompts is one term, each regulariser another. A term measures
 * its losses and adds its gradient to that of the picture or of the parameters; the loop knows nothing else about it.
 */
public interface Term extends Saved {
    /** The names of its losses, always the same, in the same order. */
    List<String> names();

    /**
     * Measures a picture.
     *
     * @param look the picture, and the gradients to add to
     * @param losses one for each of {@link #names()}, overwritten
     */
    void measure(Look look, double[] losses);

    /**
     * Adds what {@link #measure} may have left of the gradient. Called before anything else adds to it, and before the
     * picture changes; not at all after a run's last picture, which needs no gradient.
     */
    default void complete() {}
}
