package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.Saved;
import java.util.List;

/**
 * A part of the loss, such as the prompts as measured by CLIP, or a regulariser. A term measures its losses and adds
 * its gradient to that of the picture or of the parameters; the step loop depends on nothing else.
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
     * Adds the part of the gradient that {@link #measure} may have postponed. Called before another term adds its
     * gradient, and before the picture changes; not called after a run's last picture, which needs no gradient.
     */
    default void complete() {}
}
